import type { alias as source } from '../th/alias.ts';

export const alias: typeof source = {
	title: (name) => `The office made this shop one with ${name || 'another'}`,
	text: 'Shoppers see your goods there. What you change on this phone is kept, and shown to nobody. Ask the marketer of your province for an invitation to that shop, or tell them if you are two shops',
	see: 'See the shop window',
};
