import type { BeforeNavigate } from '@sveltejs/kit';
import type { ListedMaker } from '$lib/client/store/database';

/** What is chosen on one of the two screens and not carried yet, while a person goes from one to the other. */
export const choice = $state({
	/** Districts; null: as they were chosen before. */
	districts: null as ReadonlySet<string> | null,
	/** Makers by name; null: as they were chosen before. */
	list: null as readonly ListedMaker[] | null,
});

export function forgetChoice(): void {
	choice.districts = null;
	choice.list = null;
}

/** Whoever goes elsewhere has not chosen. */
export function leaveChoice({ to }: BeforeNavigate): void {
	if (!to?.route.id?.startsWith('/(app)/field/carry')) forgetChoice();
}
