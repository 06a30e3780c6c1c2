import type { BeforeNavigate } from '@sveltejs/kit';
import type { ListedMaker } from '$lib/client/store/database';

/** What is chosen on one of the two screens and not carried yet, while a person goes from one to the other. */
class Choice {
	/** Districts; null: as they were chosen before. */
	districts = $state.raw<ReadonlySet<string> | null>(null);
	/** Makers by name; null: as they were chosen before. Raw: it is stored, and a database takes no proxy. */
	list = $state.raw<readonly ListedMaker[] | null>(null);
}

export const choice = new Choice();

export function forgetChoice(): void {
	choice.districts = null;
	choice.list = null;
}

/** Whoever goes elsewhere has not chosen. */
export function leaveChoice({ to }: BeforeNavigate): void {
	if (!to?.route.id?.startsWith('/(app)/field/carry')) forgetChoice();
}
