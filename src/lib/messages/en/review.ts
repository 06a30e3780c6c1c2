import type { review as source } from '../th/review.ts';

const number = (count: number) => count.toLocaleString('en-US');

export const review: typeof source = {
	title: 'To review',
	text: 'What waits for somebody to look at it, the longest first',
	queues: {
		questions: 'Values that disagree',
		refused: 'Edits the office could not take',
		prices: 'Prices that may be mistyped',
		consent: 'Shops awaiting consent',
	},
	texts: {
		questions:
			'Two people set one thing without having seen each other’s. Every value is kept; the shop’s people or a marketer choose in the app',
		refused:
			'The work is on its owner’s phone. The office knows who and why, and only until that phone sends something else of the shop',
		prices: 'Many times more or less than before, or far from others of its kind. It may be right: ask first',
		consent: 'Nothing is missing but the owner’s consent to open the shop',
	},
	none: {
		questions: 'None open',
		refused: 'None that the office knows of',
		prices: 'No odd price found',
		consent: 'No shop waits',
	},
	count: (count, more) => (more ? `more than ${number(count)}` : number(count)),
	cut: (count) => `${number(count)} are shown and there are more: choose a province to see all of it`,
	columns: { what: 'What', where: 'Shop', province: 'Province', since: 'Since' },
	sinceUnknown: 'since when is not known',
	noName: 'No name yet',
	of: (field, product) => (product === '' ? field : `${field} · ${product}`),
	by: (person) => (person === '' ? 'not known who' : person),
	odd: {
		own: (price, expected) => `${price}, before ${expected}`,
		peers: (price, expected) => `${price}, others of its kind about ${expected}`,
	},
	side: { 'too-high': 'oddly high', 'too-low': 'oddly low' },
	baht: (satang) => `${(satang / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })} baht`,
	consentMissing: 'Waits for the owner’s consent',
	shopPage: {
		back: 'The whole province',
		window: 'To the shop window',
		phones: 'Phones',
		people: 'People and devices',
		nobody: 'Nobody has joined yet',
		questions: 'Values that disagree',
		stands: 'In use now',
		says: (who) => `${who} set`,
		somebody: 'Somebody of the shop or the office',
		products: 'Products',
		noProducts: 'No products yet',
		noPrice: 'No price yet',
		priceSince: 'Price since',
		hasPhoto: 'Has a photo',
		noPhoto: 'No photo yet',
		states: { draft: 'Draft', published: 'On sale', paused: 'Paused' },
		alcohol: 'Alcohol: never in the window',
		more: (count) => `and ${number(count)} more`,
	},
};
