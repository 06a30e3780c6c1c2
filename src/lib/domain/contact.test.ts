import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactsOf, facebookLink, lineLink, messengerLink, websiteLink } from './contact.ts';

describe('LINE', () => {
	it.each([
		['@baannong', 'https://line.me/R/ti/p/%40baannong'],
		['Line ID: @baannong', 'https://line.me/R/ti/p/%40baannong'],
		['baan.nong', 'https://line.me/ti/p/~baan.nong'],
		['https://line.me/ti/p/~baan.nong', 'https://line.me/ti/p/~baan.nong'],
		['https://line.me/R/ti/p/%40baannong', 'https://line.me/R/ti/p/%40baannong'],
		['https://lin.ee/AbC123', 'https://lin.ee/AbC123'],
	])('%s → %s', (typed, link) => {
		expect(lineLink(typed)).toBe(link);
	});

	it('begins the chat with a text where the account is official', () => {
		expect(lineLink('@shop', 'สนใจ ก')).toBe(
			'https://line.me/R/oaMessage/%40shop/?%E0%B8%AA%E0%B8%99%E0%B9%83%E0%B8%88%20%E0%B8%81',
		);
		expect(lineLink('shop', 'สนใจ')).toBe('https://line.me/ti/p/~shop');
	});

	it.each(['', '@', 'ไม่มี', 'a b', 'javascript:alert(1)'])('makes no link of %j', (typed) => {
		expect(lineLink(typed)).toBeNull();
	});
});

describe('Messenger and Facebook', () => {
	it.each([
		['baannong', 'https://m.me/baannong'],
		['@baannong', 'https://m.me/baannong'],
		['m.me/baannong', 'https://m.me/baannong'],
		['https://www.facebook.com/baannong/?ref=x', 'https://m.me/baannong'],
		['https://web.facebook.com/profile.php?id=1000123', 'https://m.me/1000123'],
		['facebook.com/people/ผ้าทอ-บ้านหนอง/100063912345678/', 'https://m.me/100063912345678'],
		['fb.com/%E0%B8%9C%E0%B9%89%E0%B8%B2-100063912345678', 'https://m.me/100063912345678'],
	])('%s → %s', (typed, link) => {
		expect(messengerLink(typed)).toBe(link);
	});

	it('carries the text', () => {
		expect(messengerLink('shop', 'a&b')).toBe('https://m.me/shop?text=a%26b');
	});

	it.each(['', 'ร้าน ของ แม่', 'https://', 'javascript:alert(1)'])('makes no link of %j', (typed) => {
		expect(messengerLink(typed)).toBeNull();
	});

	it('searches for a page by its title, which is no address', () => {
		expect(facebookLink('ผ้าทอบ้านหนอง')).toBe(
			`https://www.facebook.com/search/top?q=${encodeURIComponent('ผ้าทอบ้านหนอง')}`,
		);
		expect(messengerLink('ผ้าทอบ้านหนอง')).toBeNull();
		expect(facebookLink('javascript:alert(1)')).toBeNull();
		expect(facebookLink('https://')).toBeNull();
	});
});

describe('a shop', () => {
	it('gives its roads in order, and Messenger by its Facebook page', () => {
		const shop = {
			phones: ['0812345678', '044123456'],
			line: '@shop',
			facebook: 'fb.com/page',
			messenger: '',
		};
		expect(contactsOf(shop, 'hi').map(({ kind, href }) => [kind, href])).toEqual([
			['call', 'tel:+66812345678'],
			['call', 'tel:+6644123456'],
			['line', 'https://line.me/R/oaMessage/%40shop/?hi'],
			['messenger', 'https://m.me/page?text=hi'],
			['facebook', 'https://www.facebook.com/page'],
		]);
	});

	it('gives none that cannot be opened', () => {
		expect(contactsOf({ phones: [], line: 'ไม่มี', messenger: 'ไม่ มี' })).toEqual([]);
	});

	it('never links to anything but the telephone and the four sites, whatever was typed', () => {
		const typed = fc.oneof(
			fc.string(),
			fc.webUrl(),
			fc.constantFrom('line://x', 'javascript:1', '//evil.com'),
		);
		const known = /^(tel:\+66\d{8,9}$|https:\/\/(line\.me|lin\.ee|m\.me|www\.facebook\.com)\/)/;
		fc.assert(
			fc.property(typed, typed, typed, (line, messenger, facebook) => {
				for (const { href } of contactsOf({ line, messenger, facebook }, 'x')) expect(href).toMatch(known);
			}),
		);
	});
});

it('reads a web address with or without https, and nothing else', () => {
	expect(websiteLink('www.ร้านเรา.com/x')).toBe('https://www.ร้านเรา.com/x');
	expect(websiteLink('http://shop.co.th')).toBe('http://shop.co.th');
	expect(websiteLink('javascript:alert(1)')).toBeNull();
	expect(websiteLink('ไม่มี')).toBeNull();
});
