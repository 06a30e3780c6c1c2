import type { past as th } from '../th/past.ts';
import { ago } from './ago.ts';

const reasons: Readonly<Record<string, string>> = {
	over: 'This promotion is over. Set a new one under Prices.',
	consent: 'Open the shop on the shop page.',
	'product-needs-price': 'It needs a price before it can be shown.',
	'product-needs-name': 'It needs a name before it can be shown.',
	'product-needs-category': 'It needs a category before it can be shown.',
	'shop-needs-name': 'The shop is open and needs a name.',
	'shop-needs-address': 'The shop is open and needs its province.',
	'shop-needs-contact': 'The shop is open and needs a way to reach it.',
};

export const past: typeof th = {
	title: 'What was here before',
	now: (value) => `Now: ${value}`,
	nowEmpty: 'Now: not filled in',
	use: 'Use this again',
	used: (field, value) => `${field}: ${value} again`,
	whole: 'Read all of it',
	more: (count) => `See ${count} more`,
	me: 'Me',
	other: 'Someone else in the shop or the office',
	inShop: 'Someone in the shop',
	office: 'The office’s register',
	roles: { staff: 'department staff', marketer: 'provincial marketer' },
	by: (who) => `By: ${who}`,
	until: (when) => `used until ${when}`,
	offered: (when) => `set ${when}, never used`,
	beneath: 'The office uses this one until the new one arrives',
	storyEn: 'Story in English',
	place: (lat, lng) => `latitude ${lat}, longitude ${lng}`,
	asking: 'Asking the office for more…',
	offline: {
		title: 'Only what this phone remembers',
		text: 'The office cannot be reached now. With a signal there may be more.',
	},
	none: {
		title: 'Nothing earlier yet',
		text: 'Whenever something is changed, what was there before is kept here.',
	},
	notSaved: {
		title: 'This phone cannot store it',
		text: 'It may be full. Nothing has changed. Delete photos or apps you do not use, then try again.',
	},
	reason: (code) => reasons[code] ?? 'This one cannot be used now.',
	when: ago,
};
