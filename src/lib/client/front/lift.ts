import { goto } from '$app/navigation';
import { FRONT } from '../signals.ts';

/** The pictures of the list are waited for no longer than this once its rows are there, milliseconds. */
const PATIENCE = 700;

/** The screen as it last stood, which is seen until the app shows it as it is. */
const front = document.getElementById(FRONT);

/** `NavigateEvent`, as far as it is needed: TypeScript does not list it. */
interface Leaving extends Event {
	readonly destination: { readonly url: string; readonly sameDocument: boolean };
	readonly navigationType: string;
	readonly userInitiated: boolean;
}
/** Absent in older browsers: there a link of the front loads the page anew, which is right too. */
const { navigation } = globalThis as { readonly navigation?: EventTarget };
/**
 * Which of its links was pressed meanwhile: the app that is about to run opens it sooner. Nothing else of it does anything:
 * what an app does it does for what it shows.
 */
let pressed: string | null = null;

function hold(event: Event): void {
	const { destination, navigationType, userInitiated, cancelable } = event as Leaving;
	const isLink = userInitiated && navigationType === 'push' && !destination.sameDocument;
	if (!isLink || !cancelable || new URL(destination.url).origin !== location.origin) return;
	event.preventDefault();
	pressed = destination.url;
}
if (front) navigation?.addEventListener('navigate', hold);

/** Takes the front away: the app's own screen is seen. A link that was pressed in it is opened. */
export function liftFront(): void {
	if (!front?.isConnected) return;
	front.remove();
	navigation?.removeEventListener('navigate', hold);
	performance.mark('front-lifted');
	if (pressed !== null) void goto(pressed);
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
