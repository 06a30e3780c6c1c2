import { expect, test } from 'vitest';
import { secure } from './headers.ts';

const url = new URL('http://localhost/');
function permissions(route: string | null): string[] {
	const response = new Response();
	secure(response, url, route);
	return response.headers.get('permissions-policy')?.split(', ') ?? [];
}

test('the camera is for the pages of the apps alone', () => {
	expect(permissions('/(app)/sell/product/[key]')).toContain('camera=(self)');
	for (const route of ['/(shop)/s/[shop]', '/(desk)/desk', '/api/health', null]) {
		expect(permissions(route)).toContain('camera=()');
	}
});

test('nothing else that watches or pays is allowed anywhere', () => {
	for (const route of ['/(app)/sell', '/(shop)', null]) {
		const rest = permissions(route).filter((one) => !one.startsWith('camera'));
		expect(rest).toEqual([
			'geolocation=(self)',
			'microphone=()',
			'payment=()',
			'usb=()',
			'browsing-topics=()',
		]);
	}
});

test('what an answer says for itself stays', () => {
	const response = new Response(null, { headers: { 'x-frame-options': 'SAMEORIGIN' } });
	secure(response, new URL('https://localhost/'), null);
	expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
	expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/);
});
