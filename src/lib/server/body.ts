import type { z } from 'zod';

/** The most bytes of a small JSON body: people's names and keys, nothing else. */
const MAX_JSON = 8_192;

/** A JSON body of the shape asked for; null when it is another, too long, or no JSON. */
export async function readJson<T>(request: Request, shape: z.ZodType<T>, most = MAX_JSON): Promise<T | null> {
	if (Number(request.headers.get('content-length') ?? 0) > most) return null;
	const text = await request.text();
	if (text.length > most) return null;
	try {
		const parsed = shape.safeParse(JSON.parse(text));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}
