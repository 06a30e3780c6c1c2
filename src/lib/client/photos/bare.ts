/**
 * A WebP or JPEG with nothing beside the picture. Chromium's canvas writes the profile of its colours into each file: half a
 * kilobyte that says sRGB, which is what is meant where a file says nothing.
 */
export function bare(file: Uint8Array<ArrayBuffer>, type: string): Uint8Array<ArrayBuffer> {
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	try {
		return type === 'image/webp' ? bareWebp(file, view) : bareJpeg(file, view);
	} catch (error) {
		if (error instanceof RangeError) return file;
		throw error;
	}
}

/** Chunks that are the picture: WebP Container Specification, "Extended File Format". */
const PICTURE_CHUNKS = ['VP8 ', 'VP8L', 'ALPH'];

function bareWebp(file: Uint8Array<ArrayBuffer>, view: DataView): Uint8Array<ArrayBuffer> {
	const kept: Uint8Array<ArrayBuffer>[] = [];
	for (let at = 12; at < file.length;) {
		const size = view.getUint32(at + 4, true);
		const end = at + 8 + size + (size % 2);
		const name = String.fromCharCode(...file.subarray(at, at + 4));
		if (PICTURE_CHUNKS.includes(name)) kept.push(file.subarray(at, end));
		at = end;
	}
	// What can be seen through is in two chunks, of which a third tells: no photo is.
	if (kept.length !== 1) return file;
	const whole = joined([file.subarray(0, 12), ...kept]);
	new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
	return whole;
}

/** JFIF (APP0) and Adobe's word on the colours (APP14) are part of how a picture is read: ITU T.81, B.1; T.872, 6.5.3. */
const isBeside = (marker: number) =>
	(marker > 0xffe0 && marker <= 0xffef && marker !== 0xffee) || marker === 0xfffe;

function bareJpeg(file: Uint8Array<ArrayBuffer>, view: DataView): Uint8Array<ArrayBuffer> {
	const kept = [file.subarray(0, 2)];
	for (let at = 2; ;) {
		const marker = view.getUint16(at);
		if (marker === 0xffda) return joined([...kept, file.subarray(at)]);
		if (marker < 0xff01) return file;
		const end = at + 2 + view.getUint16(at + 2);
		if (!isBeside(marker)) kept.push(file.subarray(at, end));
		at = end;
	}
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** The same of a file that a canvas or a library has made. */
export async function bareFile(file: Blob): Promise<Blob> {
	const bytes = new Uint8Array(await new Response(file).arrayBuffer());
	return new Blob([bare(bytes, file.type)], { type: file.type });
}
