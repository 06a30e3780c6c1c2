import { parcelText, readParcel, type Parcel, type ReadParcel } from '../../sync/handover/parcel.ts';

/** The first byte: packed with raw deflate, or as it is where a browser cannot pack. */
const PLAIN = 0;
const PACKED = 1;
/** The most that is unpacked, bytes: a shop of 2,000 products. What claims more is not ours. */
const MOST = 4_000_000;

export async function packParcel(parcel: Parcel): Promise<Uint8Array> {
	const text = new TextEncoder().encode(parcelText(parcel));
	if (typeof CompressionStream === 'undefined') return Uint8Array.of(PLAIN, ...text);
	const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
	const whole = new Uint8Array(bytes.length + 1);
	whole[0] = PACKED;
	whole.set(bytes, 1);
	return whole;
}

/** `old-browser`: it cannot unpack. */
export async function openParcel(bytes: Uint8Array): Promise<ReadParcel | { readonly kind: 'old-browser' }> {
	const body = bytes.slice(1);
	if (bytes[0] === PLAIN) return readParcel(new TextDecoder().decode(body));
	if (bytes[0] !== PACKED) return { kind: 'not-ours' };
	try {
		const text = await unpacked(body);
		return text === null ? { kind: 'not-ours' } : readParcel(text);
	} catch (error) {
		// Chrome before 103 has no raw deflate; bytes that are none end in the same way, and their checksum was right.
		console.error(error);
		return { kind: 'old-browser' };
	}
}

async function unpacked(body: Uint8Array<ArrayBuffer>): Promise<string | null> {
	const reader = new Blob([body]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
	const decoder = new TextDecoder();
	let text = '';
	for (let length = 0; ;) {
		const { done, value } = await reader.read();
		if (done) return text + decoder.decode();
		length += value.length;
		if (length > MOST) {
			await reader.cancel();
			return null;
		}
		text += decoder.decode(value, { stream: true });
	}
}
