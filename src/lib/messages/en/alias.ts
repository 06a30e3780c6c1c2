import type { alias as source } from '../th/alias.ts';

export const alias: typeof source = {
	title: (name) => `The office merged this shop into ${name || 'another'}`,
	text: 'Shoppers see your products there. What you change on this phone is kept, and shown to nobody. Ask the marketer of your province for an invitation to that shop, or tell them if the two are different shops',
	see: 'See the shop window',
};
