import type { frame as source } from '../th/frame.ts';

export const frame: typeof source = {
	places: { label: 'Main menu', products: 'Products', prices: 'Prices', shop: 'Shop' },
	myShop: 'My shop',
	notLoaded: 'This part cannot be opened now: close the app and open it again. Your work is safe',
	chip: {
		'needs-you': (count) => `Needs you: ${count}`,
		waiting: (count, hours) => {
			const age = hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
			return `Waiting for signal: ${count}${hours > 0 ? ` · ${age}` : ''}`;
		},
		reached: 'Reached the office',
		here: 'On this phone',
	},
	nobody: {
		title: 'This phone has not joined yet',
		text: 'Ask the marketer of your province or the community development office near you for an invitation: a link in LINE, or a QR. Open that link in Chrome on this phone and tap Join.',
		joinedBefore:
			'You joined before and still see this? The data of Chrome may have been cleared. Ask for a new invitation: what had reached the office comes back by itself.',
		toStore: 'See the shops of every province',
	},
	noShop: {
		title: 'This account has no shop',
		text: 'This part is for shops. Your work is on another page.',
		toWork: 'Go to my work',
	},
	replaced: {
		title: 'A newer version of the app is open',
		text: 'This window has stopped so that nothing gets mixed up. All that was saved is safe. Open it again to go on.',
		reload: 'Open again',
	},
	broken: {
		title: 'What is on this phone could not be opened',
		text: 'The app deleted nothing. Close it and open it again; if that does not help, restart the phone. Do not clear the data of Chrome: the work that has not reached the office is in it.',
		fullTitle: 'The phone is full: what is on it could not be opened',
		fullText:
			'The app deleted nothing. Remove pictures, videos or other apps that you no longer need, then open it again. Do not clear the data of Chrome: the work that has not reached the office is in it.',
	},
	accounts: 'Accounts on this phone',
};
