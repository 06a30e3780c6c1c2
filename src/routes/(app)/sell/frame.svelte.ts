import { getContext, setContext } from 'svelte';
import type { RoundEnd } from '$lib/client/fact';
import type { WaitingThing } from '$lib/client/waiting';

const KEY = Symbol('frame');

/** What a screen may ask of the frame around it. */
export interface Frame {
	/** Where the screens of the shop are: `/sell`, or a carried shop's address; the products are at it, all else is below. */
	readonly base: string;
	/** For the mark of a thing (`product/KEY`): opens its question, else the sheet of what has reached the office. */
	openStatus(thing?: string): void;
	/** Says something at the bottom for 10 s, with a way back where `undo` is given. */
	tell(text: string, undo?: () => void | Promise<void>): void;
	/** The line above of a screen that is none of the three places; null: the shop's name. Set by `useHeading`. */
	heading: Heading | null;
	/** What has not reached the office, thing by thing; empty until it is known. */
	readonly things: readonly WaitingThing[];
	/** The things (`product/KEY`) about which a question waits for the person. */
	readonly asked: ReadonlySet<string>;
	/** How the latest round ended; null while none has. */
	readonly end: RoundEnd | null;
}

export interface Heading {
	readonly title: string;
	/** Where back leads: an address, or what to do; null: there is no way back. */
	readonly back: string | (() => void) | null;
}

export function provideFrame(frame: Frame): void {
	setContext(KEY, frame);
}

export function useFrame(): Frame {
	return getContext<Frame>(KEY);
}

/** Gives the line above a title and a way back while this screen is open. Call it while a component is set up. */
export function useHeading(make: () => Heading): void {
	const frame = useFrame();
	$effect(() => {
		frame.heading = make();
	});
	$effect(() => () => (frame.heading = null));
}
