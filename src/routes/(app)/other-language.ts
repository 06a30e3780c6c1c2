import { dropFronts } from '$lib/client/store/fronts';
import { language, useLanguage } from '$lib/messages/locale.svelte';

/** Everything is said in the other language from here on, by the next start's first sight too. */
export function useOtherLanguage(): void {
	useLanguage(language() === 'th' ? 'en' : 'th');
	void dropFronts();
}
