import type { sell as source } from '../th/sell.ts';

export const sell: typeof source = {
	title: 'Products',
	search: 'Search products',
	clearSearch: 'Clear the search',
	filter: 'Show only',
	filters: {
		all: 'All',
		published: 'On sale',
		draft: 'Drafts',
		paused: 'Paused',
		'sold-out': 'Sold out',
	},
	add: 'Add product',
	noName: 'No name yet',
	noPrice: 'No price yet',
	wasPrice: 'Price before',
	marks: {
		draft: 'Draft',
		paused: 'Paused',
		'sold-out': 'Sold out',
		waiting: 'Waiting for signal',
		'needs-you': 'Needs you',
	},
	empty: {
		title: 'No products yet',
		text: 'A photo, a price and a name are enough for the shop window. It all works without a signal.',
		action: 'Add your first product',
	},
	nothing: {
		title: 'No product found',
		text: 'Try a shorter word, or just a part of the name',
		textFilter: 'There is no product of this kind',
		action: 'Show all products',
	},
	found: (count) => `${count} found`,
	more: 'Show more',
	removed: (name) => `${name} removed`,
	notRemoved: 'This phone could not store the removal. The product is still there.',
};
