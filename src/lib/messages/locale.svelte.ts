import type { Language } from '../domain/dates.ts';

const KEPT = 'tambon.language';

/** The app's language on this phone: Thai until the person says otherwise. */
let current = $state<Language>('th');

export function language(): Language {
	return current;
}

export function useLanguage(next: Language): void {
	current = next;
	document.documentElement.lang = next;
	localStorage.setItem(KEPT, next);
}

/** Takes up the language chosen earlier; called once when the app opens. */
export function resumeLanguage(): void {
	current = localStorage.getItem(KEPT) === 'en' ? 'en' : 'th';
	document.documentElement.lang = current;
}

/** Picks the words of the language in use: `const t = () => pick(th, en)`. */
export function pick<T>(th: T, en: NoInfer<T>): T {
	return current === 'th' ? th : en;
}
