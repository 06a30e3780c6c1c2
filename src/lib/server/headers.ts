/** On every answer. What scripts and frames may do stands in the content security policy, which Kit writes. */
const HEADERS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
};
const PERMISSIONS = 'geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()';
const TWO_YEARS = 63_072_000;

/**
 * Adds the headers a response lacks; with TLS also that it stays with TLS. `route`: the camera is for the apps on the phone
 * alone. What they open with no connection is the worker's own copy, which carries none of this.
 */
export function secure(response: Response, url: URL, route: string | null): void {
	const camera = route?.startsWith('/(app)') ? '(self)' : '()';
	const headers = { ...HEADERS, 'permissions-policy': `camera=${camera}, ${PERMISSIONS}` };
	for (const [name, value] of Object.entries(headers)) {
		if (!response.headers.has(name)) response.headers.set(name, value);
	}
	if (url.protocol === 'https:') response.headers.set('strict-transport-security', `max-age=${TWO_YEARS}`);
}
