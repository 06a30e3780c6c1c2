/** On every answer. What scripts and frames may do stands in the content security policy, which Kit writes. */
const HEADERS: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()',
};
const TWO_YEARS = 63_072_000;

/** Adds the headers a response lacks; with TLS also that it stays with TLS. */
export function secure(response: Response, url: URL): void {
	for (const [name, value] of Object.entries(HEADERS)) {
		if (!response.headers.has(name)) response.headers.set(name, value);
	}
	if (url.protocol === 'https:') response.headers.set('strict-transport-security', `max-age=${TWO_YEARS}`);
}
