import type { BeforeNavigate } from '@sveltejs/kit';
import { goto } from '$app/navigation';
import { chooseScopes } from '$lib/client/carry';
import type { ListedMaker } from '$lib/client/store/database';
import type { Field } from '../field.svelte.ts';

/** What is chosen on one of the two screens and not carried yet, while a person goes from one to the other. */
class Choice {
	/** Districts; null: as they were chosen before. */
	districts = $state.raw<ReadonlySet<string> | null>(null);
	/** Makers by name; null: as they were chosen before. Raw: it is stored, and a database takes no proxy. */
	list = $state.raw<readonly ListedMaker[] | null>(null);
}

export const choice = new Choice();

function forgetChoice(): void {
	choice.districts = null;
	choice.list = null;
}

/** Whoever goes elsewhere has not chosen. */
export function leaveChoice({ to }: BeforeNavigate): void {
	if (!to?.route.id?.startsWith('/(app)/field/carry')) forgetChoice();
}

/**
 * Takes along what is chosen and goes to the makers; `then`: what is done once it is stored. False when this phone could
 * not, and the screen says so.
 */
export async function takeChoice(
	field: Field,
	scopes: readonly string[],
	list: readonly ListedMaker[],
	then?: () => Promise<void>,
): Promise<boolean> {
	try {
		await chooseScopes(field.app, scopes, list);
		forgetChoice();
		await then?.();
		field.app.syncNow();
		field.look();
		await goto('/field');
		return true;
	} catch (error) {
		console.error(error);
		return false;
	}
}
