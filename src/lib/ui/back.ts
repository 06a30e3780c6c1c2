/**
 * The phone's back button closes the sheet on top instead of leaving the screen. One entry of history stands
 * guard while any sheet is open, a copy of the current one: SvelteKit's router ignores a step between two
 * entries of the same index (its popstate handler returns early), so the page below stays.
 */
const MARK = 'sheetGuard';
const open: (() => void)[] = [];
let guarded = false;
/** A step back of our own is under way: its popstate is not the person's. */
let stepping = false;
let waiting: (() => void)[] = [];

function tellLowered() {
	for (const resolve of waiting) resolve();
	waiting = [];
}

function raise() {
	if (guarded || stepping) return;
	if (open.length === 1) addEventListener('popstate', onpop);
	history.pushState({ ...(history.state as object | null), [MARK]: true }, '');
	guarded = true;
}

function lower() {
	if (open.length > 0 || !guarded) return;
	guarded = false;
	// A link in the sheet has gone elsewhere meanwhile: that entry is not ours to leave
	if ((history.state as Record<string, unknown> | null)?.[MARK] !== true) return tellLowered();
	stepping = true;
	history.back();
}

function onpop() {
	if (stepping) {
		stepping = false;
		tellLowered();
	} else if (guarded) {
		guarded = false;
		open.pop()?.();
	}
	if (open.length > 0) raise();
	else removeEventListener('popstate', onpop);
}

/** Calls `close` when the person goes back; the answer gives the guard up, after the sheet has closed by other means. */
function closeOnBack(close: () => void): () => void {
	open.push(close);
	raise();
	return () => {
		const at = open.indexOf(close);
		if (at >= 0) open.splice(at, 1);
		// Not at once: a sheet that makes room for the next one keeps the guard
		setTimeout(lower);
	};
}

/** Shows a dialog over everything, which going back closes; the answer closes it. */
export function showOver(dialog: HTMLDialogElement): () => void {
	dialog.showModal();
	const release = closeOnBack(() => dialog.close());
	return () => {
		release();
		dialog.close();
	};
}

/**
 * Resolves when the sheets just closed have given up their entry: for a button in a sheet that leads elsewhere. Going on
 * at once, the step back would meet the step forward, and the person might be left where they were.
 */
export function lowered(): Promise<void> {
	return guarded || stepping ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
}
