import { getContext, setContext } from 'svelte';
import type { RunningApp } from '$lib/client/start';
import type { Category } from '$lib/domain/category';

const KEY = Symbol('photo-owner');

/** The thing whose photos are shown and changed: a product, the shop itself, a visit. */
export interface PhotoOwner {
	readonly app: RunningApp;
	readonly key: string;
	/** What photos name it by: `product/KEY`, `shop/KEY`. */
	readonly of: string;
	/** The drawing that stands for a picture that is not there. */
	readonly category: Category;
	/** Makes the thing where it does not exist: a photo needs something to belong to. False when the phone could not. */
	begin(): Promise<boolean>;
	/** Stores a change of a photo; false when the phone could not, and the screen says so. */
	keep(work: () => Promise<unknown>): Promise<boolean>;
}

/** Call it while a component is set up. */
export function providePhotoOwner(owner: PhotoOwner): void {
	setContext(KEY, owner);
}

export function usePhotoOwner(): PhotoOwner {
	return getContext<PhotoOwner>(KEY);
}
