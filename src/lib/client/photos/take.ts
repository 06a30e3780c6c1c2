import { MAX_FILE_BYTES, type Shrunk } from './picture.ts';

/**
 * A copy of a picked file's bytes, or why there is none. Call it at once when the file is picked: a file that lives in
 * a cloud may be gone a moment later.
 */
export async function takeBytes(
	file: Blob,
): Promise<{ kind: 'ok'; bytes: Blob } | Exclude<Shrunk, { kind: 'ok' }>> {
	if (file.size > MAX_FILE_BYTES) return { kind: 'too-large' };
	try {
		const bytes = new Blob([await new Response(file).arrayBuffer()]);
		return bytes.size === 0 ? { kind: 'empty-file' } : { kind: 'ok', bytes };
	} catch {
		return { kind: 'gone' };
	}
}
