/** Browsers inside chat apps. What a page keeps there is lost to Chrome and to the home-screen icon. */
export type InApp = 'line' | 'messenger' | 'instagram' | 'facebook' | 'other';

/** The order matters: Messenger and Instagram also call themselves Facebook. */
const IN_APP: readonly (readonly [InApp, RegExp])[] = [
	['line', /\bLine\//],
	['messenger', /Orca-Android|\bMessenger(Lite)?(ForiOS)?\b/],
	['instagram', /\bInstagram\b/],
	['facebook', /\bFBA[NV]\b|\bFB_IAB\b|\bFB4A\b/],
	['other', /; wv\)/],
];

/** The chat app a page is open in, by the user agent; null in a browser of its own. */
export function inAppBrowser(userAgent: string): InApp | null {
	return IN_APP.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null;
}

/**
 * A link that leaves the chat app for the phone's browser: LINE has a parameter for it, Android an intent.
 * `href` is absolute and may end in a fragment. Null where only the person can do it (menu, or copy the link).
 */
export function openOutside(app: InApp, userAgent: string, href: string): string | null {
	const [address = '', ...fragment] = href.split('#');
	if (app === 'line') {
		const marked = `${address}${address.includes('?') ? '&' : '?'}openExternalBrowser=1`;
		return [marked, ...fragment].join('#');
	}
	const [scheme, rest] = href.split('://');
	if (!/\bAndroid\b/.test(userAgent) || rest === undefined) return null;
	return `intent://${rest}#Intent;scheme=${scheme};package=com.android.chrome;end`;
}

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
	[/\bAndroid ([\d.]+)/, 'Android'],
	[/\b(?:iPhone|iPad).*? OS (\d+)/, 'iOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bMac OS X\b/, 'Mac'],
	[/\bLinux\b/, 'Linux'],
];

/** What to call a phone in a list of devices: its model where the browser tells it, and its system. */
export function phoneName(userAgent: string, model: string): string {
	const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
	const told = model.trim() || (/\bAndroid [\d.]+; ([^;)]+)/.exec(userAgent)?.[1] ?? '');
	// Chrome answers `K` to those it does not trust with the model
	const name = told === 'K' ? '' : told.replace(/ Build\/.*$/, '').trim();
	return [name, system].filter((part) => part !== '').join(' · ');
}
