import type { share as source } from '../th/share.ts';

export const share: typeof source = {
	words: {
		language: 'en',
		price: (baht, unit) => (unit ? `${baht} baht per ${unit}` : `${baht} baht`),
		promo: (price, before, until) => `${price} (usually ${before} baht) until ${until}`,
		shop: (name) => name,
		phone: (number) => `Call ${number}`,
		line: (id) => `LINE ${id}`,
	},
	copied: 'Text copied. Paste it into LINE or Facebook.',
	failed: 'It could not be copied. Press and hold the text, then choose Copy.',
};
