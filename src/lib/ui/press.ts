/** A finger that slid further than this lets go of what it pressed, CSS pixels. */
const SLID = 12;

const PRESSABLE = 'a[href], button, summary, label, input, select, textarea';

const pressableAt = (target: EventTarget | null) =>
	target instanceof Element ? target.closest<HTMLElement | SVGAElement>(PRESSABLE) : null;

interface Press {
	readonly on: NonNullable<ReturnType<typeof pressableAt>>;
	/** Where that stood, and what was on it. */
	readonly top: number;
	readonly left: number;
	readonly words: string | null;
	/** The finger. */
	readonly x: number;
	readonly y: number;
}

/**
 * A press counts for what was under the finger as it came down. Things move between that and the click: a word that a field says
 * once it is left, a row that has just been stored. The browser then presses what has come there, or nothing at all. Where
 * nothing has moved it knows best what a thick finger meant. Answers how to end it.
 */
export function holdPresses(root: Document): () => void {
	let press: Press | null = null;

	function down({ target, isPrimary, clientX: x, clientY: y }: PointerEvent): void {
		const on = isPrimary ? pressableAt(target) : null;
		press = null;
		if (!on) return;
		const { top, left } = on.getBoundingClientRect();
		press = { on, top, left, words: on.textContent, x, y };
	}

	function click(event: MouseEvent): void {
		const was = press;
		// A click of ours, of a key (0) or of a screen reader is about what it says it is.
		if (!event.isTrusted || event.detail === 0 || was === null) return;
		press = null;
		const target = pressableAt(event.target);
		const slid = Math.hypot(event.clientX - was.x, event.clientY - was.y) > SLID;
		if (target === was.on || slid || !hasMoved(was, target)) return;
		event.preventDefault();
		event.stopImmediatePropagation();
		if (!was.on.isConnected) return;
		was.on.focus();
		// A link of a map, which is drawn, can only be pressed anew.
		if (was.on instanceof HTMLElement) was.on.click();
	}

	root.addEventListener('pointerdown', down, true);
	root.addEventListener('click', click, true);
	return () => {
		root.removeEventListener('pointerdown', down, true);
		root.removeEventListener('click', click, true);
	};
}

/** What was drawn anew with the same words on it stands for what was there. */
function hasMoved({ on, top, left, words }: Press, target: Element | null): boolean {
	if (!on.isConnected) return target?.textContent !== words;
	const now = on.getBoundingClientRect();
	return Math.abs(now.top - top) > 1 || Math.abs(now.left - left) > 1;
}
