/** What the browser tells of the line, where it tells anything (Network Information API: Chrome on Android). */
export interface LineFacts {
	/** 'wifi', 'cellular', …; undefined where nobody says. */
	readonly type?: string | undefined;
	/** The person has asked the browser to be sparing. */
	readonly saveData?: boolean | undefined;
}

interface Connection extends EventTarget {
	readonly type?: string;
	readonly saveData?: boolean;
}

const connection = (): Connection | undefined =>
	(globalThis.navigator as (Navigator & { connection?: Connection }) | undefined)?.connection;

export function lineFacts(): LineFacts {
	const { type, saveData } = connection() ?? {};
	return { type, saveData };
}

/** Calls back when the line becomes another; answers how to end that. */
export function onLineChange(changed: () => void): () => void {
	const line = connection();
	line?.addEventListener?.('change', changed);
	return () => line?.removeEventListener?.('change', changed);
}
