import type { privacy as th } from '../th/privacy.ts';

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

export const privacy: typeof th = {
	title: 'Personal data',
	text: 'For when people ask about their own data. This page shows numbers and nothing of a buyer, and each use is noted with who it was',
	phone: 'The buyer’s phone',
	phoneHint: 'However it is written, such as 081-234-5678',
	notPhone: 'Not a phone number: have a look at the digits',
	erase: {
		title: 'Remove a buyer’s data',
		text: 'Name, phone, address and notes leave the server at once, and shops’ phones when they are next heard of. Lines and totals stay',
		look: 'See how much there is',
		found: (phone, orders, shops) => `${phone}: ${counted(orders, 'order')} in ${counted(shops, 'shop')}`,
		none: (phone) => `No orders of ${phone}`,
		noneText:
			'It can be removed all the same: older orders that still wait on a shop’s phone will arrive without the buyer',
		ask: 'This cannot be undone. A shop that has yet to send the goods has no address then',
		yes: 'Remove this buyer’s data',
		done: (phone, orders, shops) =>
			`Removed for ${phone}: ${counted(orders, 'order')} in ${counted(shops, 'shop')}`,
	},
	take: {
		title: 'What is on record of me?',
		text: 'Gives a file for the person it is about. It holds personal data: hand it to that person alone, then delete it here',
		buyer: 'File of a buyer',
		people: 'Files of people who joined are under “People and devices”',
	},
};
