/** What a request is, as far as the worker's decision goes. */
export interface Asked {
	readonly method: string;
	readonly mode: string;
	readonly path: string;
	/** To our own origin. */
	readonly ours: boolean;
}

/** What this build keeps: the paths of its files, and the page that opens every address of the apps. */
export interface Kept {
	readonly paths: ReadonlySet<string>;
	readonly shell: string;
}

/** Addresses that live on the phone. All others are the server's own pages and are left alone. */
const APP = /^\/(sell|field|join)(\/|$)/;
const PHOTO = /^\/photos\/[0-9a-f]{64}$/;

/**
 * The decisions, first match wins. `network`: as if there were no worker; `shell`: the apps' empty page;
 * `build`: a file of this build; `photo`: kept after its first showing, since its address is its content.
 */
export function answerFor(asked: Asked, kept: Kept): 'network' | 'shell' | 'build' | 'photo' {
	if (!asked.ours || asked.method !== 'GET') return 'network';
	if (asked.mode === 'navigate') return APP.test(asked.path) ? 'shell' : 'network';
	if (kept.paths.has(asked.path)) return 'build';
	// What the apps ask for by their own code they keep themselves.
	if (PHOTO.test(asked.path) && asked.mode === 'no-cors') return 'photo';
	return 'network';
}
