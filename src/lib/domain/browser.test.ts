import { describe, expect, it } from 'vitest';
import { inAppBrowser, openOutside, phoneName } from './browser.ts';

const CHROME =
	'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36';
const WEBVIEW =
	'Mozilla/5.0 (Linux; Android 12; SM-A127F Build/SP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36';
const LINE = `${WEBVIEW} Line/13.21.1/IAB`;
const FACEBOOK = `${WEBVIEW} [FB_IAB/FB4A;FBAV/440.0.0.30.107;]`;
const MESSENGER = `${WEBVIEW} [FB_IAB/Orca-Android;FBAV/430.0.0.30.106;]`;
const INSTAGRAM = `${WEBVIEW} Instagram 309.1.0.41.113 Android (31/12; 280dpi)`;
const IPHONE =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const FACEBOOK_IPHONE = `${IPHONE} Mobile/21B91 [FBAN/FBIOS;FBAV/440.0.0.30.107;FBDV/iPhone14,5]`;

describe('inAppBrowser', () => {
	it.each([
		['LINE', LINE, 'line'],
		['LINE on an iPhone', `${IPHONE} Mobile/15E148 Safari Line/13.20.0`, 'line'],
		['Facebook', FACEBOOK, 'facebook'],
		['Facebook on an iPhone', FACEBOOK_IPHONE, 'facebook'],
		['Messenger', MESSENGER, 'messenger'],
		['Messenger on an iPhone', `${IPHONE} Mobile/21B91 [FBAN/MessengerForiOS;FBAV/430.0]`, 'messenger'],
		['Instagram', INSTAGRAM, 'instagram'],
		['any other web view', WEBVIEW, 'other'],
	])('knows %s', (_, agent, app) => {
		expect(inAppBrowser(agent)).toBe(app);
	});

	it.each([
		['Chrome on a phone', CHROME],
		['Safari', `${IPHONE} Version/17.1 Mobile/15E148 Safari/604.1`],
		['Samsung Internet', CHROME.replace('Chrome/', 'SamsungBrowser/23.0 Chrome/')],
		['Linux on a desk', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36'],
	])('leaves %s alone', (_, agent) => {
		expect(inAppBrowser(agent)).toBeNull();
	});
});

describe('openOutside', () => {
	const href = 'https://tambon.example/join#secret_-1';
	it('adds the parameter of LINE before the secret', () => {
		expect(openOutside('line', LINE, href)).toBe(
			'https://tambon.example/join?openExternalBrowser=1#secret_-1',
		);
		expect(openOutside('line', LINE, 'https://a.example/join?x=1#s')).toBe(
			'https://a.example/join?x=1&openExternalBrowser=1#s',
		);
	});
	it('asks Android for Chrome from the others, the secret still a fragment', () => {
		expect(openOutside('facebook', FACEBOOK, href)).toBe(
			'intent://tambon.example/join#secret_-1#Intent;scheme=https;package=com.android.chrome;end',
		);
	});
	it('has no way out of Facebook on an iPhone', () => {
		expect(openOutside('facebook', FACEBOOK_IPHONE, href)).toBeNull();
	});
});

describe('phoneName', () => {
	it('says the model and the system', () => {
		expect(phoneName(CHROME, 'SM-A127F')).toBe('SM-A127F · Android');
		expect(phoneName(WEBVIEW, '')).toBe('SM-A127F · Android');
	});
	it('says the system alone where the model is hidden', () => {
		expect(phoneName(CHROME, '')).toBe('Android');
		expect(phoneName(IPHONE, '')).toBe('iOS');
		expect(phoneName('curl/8', '')).toBe('');
	});
});
