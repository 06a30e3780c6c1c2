import type { question as source } from '../th/question.ts';
import { ago } from './ago.ts';

const fields: Readonly<Record<string, string>> = {
	'product.price': 'price',
	'product.promo': 'promotion',
	'product.stock': 'pieces at hand',
	'product.state': 'product in the shop window',
	'shop.address': 'address of the shop',
	'shop.phones': 'phone numbers',
	'shop.promptpay': 'PromptPay',
	'shop.state': 'shop window',
};

export const question: typeof source = {
	title: 'Choose which to use',
	why: (field) =>
		`Different values for the ${field} were set before either was seen. All are kept: choose the one to use`,
	field: (kind, field) => fields[`${kind}.${field}`] ?? 'details',
	mine: 'What I set',
	others: 'Set by someone else in the shop or office',
	before: 'As it was',
	stands: 'In use now',
	picked: 'Chosen',
	use: 'Use this one',
	anew: { price: 'Set a new price', other: 'Set anew' },
	pad: { label: 'Price in baht', erase: 'Erase one', unit: 'Sold by' },
	chosen: (value) => `${value} it is`,
	kept: 'Kept on this phone; it reaches the office by itself when there is a signal',
	waits: 'It waits for a signal. Choose again if you change your mind',
	next: (count) => `The next one, ${count} left`,
	open: { product: 'To this product', shop: 'To the shop' },
	settled: {
		title: 'This is settled',
		text: 'Someone has chosen, or the values are the same now. There is nothing to do',
	},
	notSaved: {
		title: 'This phone could not keep it',
		text: 'It may be full. Nothing was chosen, and every value is still there. Delete pictures or apps you do not use and tap again',
	},
	value: {
		noPrice: 'No price',
		per: (unit) => `per ${unit}`,
		noPromo: 'No promotion',
		days: (from, until) => `${from} to ${until}`,
		uncounted: 'Not counted',
		pieces: 'at hand',
		product: { draft: 'Not shown yet', published: 'Shown to shoppers', paused: 'Paused' },
		shop: { draft: 'Not open yet', published: 'Open to shoppers', paused: 'Paused' },
		subdistrict: 'Subdistrict ',
		district: 'District ',
		province: '',
		noAddress: 'No address',
		noPhones: 'No phone number',
		noPromptpay: 'No PromptPay',
		unknown: 'This version of the app does not know this value: update it before you choose',
	},
	when: ago,
};
