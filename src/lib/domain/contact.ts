import { readPhone, telLink } from './phone.ts';
import type { Shop } from './shop.ts';

/** Roads to a maker, the quickest to an answer first. */
export type Contact =
	| { kind: 'call'; phone: string; href: string }
	| { kind: 'line'; href: string }
	| { kind: 'messenger'; href: string }
	| { kind: 'facebook'; href: string };

/** A page's user name or number: what m.me and facebook.com take behind the slash. Facebook allows no Thai in it. */
const PAGE_NAME = /^[A-Za-z0-9._-]{2,100}$/;
/** A page without a user name has its number behind its name: `ผ้าทอบ้านหนอง-100063912345678`. */
const NUMBERED_NAME = /-(\d{8,20})$/;
const LINE_NAME = /^[a-z0-9._-]{2,40}$/i;

/**
 * A chat with a LINE account as its owner typed it (`@shop`, `shop`, a line.me address). An official account (with @)
 * takes a `text`; a personal one does not. Null when it is no LINE name. Never `line://`: it is abolished.
 */
export function lineLink(typed: string, text = ''): string | null {
	const bare = typed.trim().replace(/^line\s*(id)?\s*[:：]\s*/i, '');
	const address = /^(?:https?:\/\/)?(?:line\.me\/(?:R\/)?ti\/p|lin\.ee)\/([^?#\s]+)/i.exec(bare);
	if (address && /lin\.ee/i.test(bare)) return `https://lin.ee/${encodeURIComponent(address[1] ?? '')}`;
	const name = decoded(address?.[1] ?? bare)
		.replace(/^~/, '')
		.trim();
	const id = name.replace(/^@/, '');
	if (!LINE_NAME.test(id)) return null;
	if (!name.startsWith('@')) return `https://line.me/ti/p/~${id}`;
	if (text === '') return `https://line.me/R/ti/p/%40${id}`;
	return `https://line.me/R/oaMessage/%40${id}/?${encodeURIComponent(text)}`;
}

/** A Messenger chat with a page (`name`, or any m.me or facebook.com address of it). Null when it is no page name. */
export function messengerLink(typed: string, text = ''): string | null {
	const page = pageName(typed);
	if (page === null) return null;
	return `https://m.me/${encodeURIComponent(page)}${text === '' ? '' : `?text=${encodeURIComponent(text)}`}`;
}

/** The page, or Facebook's search where only the page's title was typed, as most people do. */
export function facebookLink(typed: string): string | null {
	const page = pageName(typed);
	if (page !== null) return `https://www.facebook.com/${encodeURIComponent(page)}`;
	const title = typed.trim();
	if (!/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\s.,&'()-]+$/u.test(title)) return null;
	return `https://www.facebook.com/search/top?q=${encodeURIComponent(title)}`;
}

const SITE =
	/^(?:https?:\/\/)?(?:(?:www|m|web|th-th)\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|messenger\.com\/t)\//i;

function pageName(typed: string): string | null {
	const path = typed.trim().replace(SITE, '');
	const profile = /^(?:profile\.php\?(?:.*&)?id=|people\/[^/]+\/|pages\/[^/]+\/)(\d+)/.exec(path);
	const name = profile?.[1] ?? decoded(path.split(/[/?#]/)[0] ?? '').replace(/^@/, '');
	if (PAGE_NAME.test(name)) return name;
	return NUMBERED_NAME.exec(name)?.[1] ?? null;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The ways to reach a shop that its record really gives, with `text` to begin the chat where the road takes one. */
export function contactsOf(shop: Shop, text = ''): Contact[] {
	const contacts: Contact[] = [];
	for (const typed of shop.phones ?? []) {
		const reading = readPhone(typed);
		if (reading.kind !== 'ok') continue;
		contacts.push({ kind: 'call', phone: reading.phone, href: telLink(reading.phone) });
	}
	const line = lineLink(shop.line ?? '', text);
	if (line) contacts.push({ kind: 'line', href: line });
	const messenger = messengerLink(shop.messenger ?? '', text) ?? messengerLink(shop.facebook ?? '', text);
	if (messenger) contacts.push({ kind: 'messenger', href: messenger });
	const facebook = facebookLink(shop.facebook ?? '');
	if (facebook) contacts.push({ kind: 'facebook', href: facebook });
	return contacts;
}

/** The shop's own site, https where none was typed; null when it is no web address. */
export function websiteLink(typed: string): string | null {
	const bare = typed.trim();
	const address = /^https?:\/\//i.test(bare) ? bare : `https://${bare}`;
	return /^https?:\/\/[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)+([/?#:]\S*)?$/iu.test(address)
		? address
		: null;
}
