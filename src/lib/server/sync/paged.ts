import { PACKS } from '../../sync/pages.ts';

/** A line of an answer; `canWait`: it holds long texts, which stand behind what sells. */
export interface Line {
	readonly text: string;
	readonly canWait: boolean;
}

/** A page that is worth sending by itself although texts follow, in bytes on the line. */
const WORTH_SENDING = 8 * 1024;

/** Gathers lines into pages of some `bytes` on the line; the head stands in the first. */
export async function* inPages(
	head: string,
	lines: AsyncIterable<Line>,
	bytes: number,
): AsyncGenerator<readonly string[]> {
	let page = [head];
	let size = 0;
	for await (const { text, canWait } of lines) {
		const own = text.length / PACKS;
		const isFull = size > 0 && (size + own > bytes || (canWait && size >= WORTH_SENDING));
		if (isFull) {
			yield page;
			page = [];
			size = 0;
		}
		page.push(text);
		size += own;
	}
	yield page;
}
