import { TUS_VERSION, uploadId, UPLOADS } from '../../src/lib/sync/upload.ts';

/** One request as it came: `POST a-full 0+16` is the creation of a-full with its first 16 bytes. */
export interface MemoryUploads {
	readonly fetch: typeof fetch;
	readonly asked: string[];
	/** Files that are here whole, by hash. */
	readonly whole: Map<string, string>;
	/** Forgets every upload that is not whole. */
	forget(): void;
	/** Answers the next request by this in place of its own answer; an Error breaks the line before anything arrives. */
	next(answer: Response | Error): void;
	/** Breaks the line under the next request that carries bytes, once so many of them have arrived. */
	cutAfter(bytes: number): void;
}

export const ours = (status: number, headers: Record<string, string> = {}): Response =>
	new Response(null, { status, headers: { 'tus-resumable': TUS_VERSION, ...headers } });

/** The server of uploads in memory: the answers of ours, and a line that a test breaks where it likes. */
export function memoryUploads(): MemoryUploads {
	const parts = new Map<string, { hash: string; length: number; text: string }>();
	const whole = new Map<string, string>();
	const asked: string[] = [];
	const answers: (Response | Error)[] = [];
	let cut: number | null = null;

	async function take(id: string, init: RequestInit, created: boolean): Promise<Response> {
		const part = parts.get(id);
		if (!part) return ours(404);
		const body = await new Response(init.body).text();
		const kept = cut !== null && body !== '' ? body.slice(0, cut) : body;
		part.text += kept;
		if (cut !== null && body !== '') {
			cut = null;
			throw new TypeError('the line broke');
		}
		if (part.text.length >= part.length) {
			whole.set(part.hash, part.text);
			parts.delete(id);
		}
		return ours(created ? 201 : 204, { 'upload-offset': String(part.text.length) });
	}

	return {
		asked,
		whole,
		forget: () => parts.clear(),
		next: (answer) => void answers.push(answer),
		cutAfter: (bytes) => void (cut = bytes),
		fetch: async (url, init = {}) => {
			const headers = new Headers(init.headers);
			const isCreation = String(url) === UPLOADS;
			const hash = Buffer.from(headers.get('upload-metadata')?.split(' ')[1] ?? '', 'base64').toString('hex');
			const id = isCreation ? uploadId(hash) : String(url).slice(UPLOADS.length + 1);
			const size = init.body ? `${headers.get('upload-offset') ?? 0}+${(init.body as Blob).size}` : '';
			asked.push([init.method, id.replace(/0+$/, ''), size].filter(Boolean).join(' '));
			if (init.signal?.aborted) throw new DOMException('stopped', 'AbortError');
			const answer = answers.shift();
			if (answer instanceof Error) throw answer;
			if (answer) return answer;
			if (isCreation) {
				const length = Number(headers.get('upload-length'));
				const there = whole.has(hash);
				if (there) return ours(201, { 'upload-offset': String(length) });
				const part = parts.get(id) ?? { hash, length, text: '' };
				parts.set(id, part);
				return part.text === ''
					? take(id, init, true)
					: ours(201, { 'upload-offset': String(part.text.length) });
			}
			const part = parts.get(id);
			if (!part) return ours(404);
			if (init.method === 'HEAD') return ours(200, { 'upload-offset': String(part.text.length) });
			if (Number(headers.get('upload-offset')) !== part.text.length) return ours(409);
			return take(id, init, false);
		},
	};
}
