import type { Observable, Subscription } from 'dexie';

/**
 * A query that follows the database, as a rune: `products.value` is undefined until the first answer.
 * Call it while a component is set up; `make` may read runes, and is asked again when they change.
 */
export function live<T>(make: () => Observable<T>): { readonly value: T | undefined } {
	let value = $state.raw<T | undefined>(undefined);
	$effect(() => {
		const subscription: Subscription = make().subscribe((next) => (value = next));
		return () => subscription.unsubscribe();
	});
	return {
		get value() {
			return value;
		},
	};
}
