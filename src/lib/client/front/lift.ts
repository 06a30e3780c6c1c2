import { FRONT } from '../signals.ts';

/** The pictures of the list are waited for no longer than this once its rows are there, milliseconds. */
const PATIENCE = 700;

/** The screen as it last stood, which is seen until the app shows it as it is. */
const front = document.getElementById(FRONT);
/** Where it was tapped meanwhile. */
let tapped: readonly [x: number, y: number] | null = null;

front?.addEventListener('click', (event) => {
	// What is under it opens in the app that is about to run; by itself the page would be loaded anew.
	event.preventDefault();
	tapped = [event.clientX, event.clientY];
});

/** Takes the front away: the app's own screen is seen. A tap that the front got goes to what stands there now. */
export function liftFront(): void {
	if (!front?.isConnected) return;
	front.remove();
	performance.mark('front-lifted');
	// A list that costs nothing to draw off the screen is known to be on it after the next frame.
	if (tapped) requestAnimationFrame(() => requestAnimationFrame(press));
}

function press(): void {
	const [x, y] = tapped ?? [0, 0];
	const what = document.elementFromPoint(x, y)?.closest<HTMLElement>('a, button, input, select, summary');
	what?.focus();
	what?.click();
}

/** The same once the pictures that it shows are there as well, or are long in coming: none goes and comes again. */
export async function liftWhenPictured(): Promise<void> {
	const latest = performance.now() + PATIENCE;
	while (front?.isConnected && performance.now() < latest && !isPictured(front)) {
		await new Promise((resolve) => requestAnimationFrame(resolve));
	}
	liftFront();
}

function isPictured({ dataset }: HTMLElement): boolean {
	const here = [...document.images].filter(({ src, complete }) => complete && src.startsWith('blob:'));
	return here.length >= Number(dataset.pictures);
}
