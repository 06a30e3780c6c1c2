import type { frame as source } from '../th/frame.ts';

export const frame: typeof source = {
	places: { label: 'Main menu', products: 'Products', prices: 'Prices', shop: 'Shop' },
	myShop: 'My shop',
	notLoaded: 'This part cannot be opened now: close the app and open it again. Your work is safe',
	chip: {
		'needs-you': (count) => `Needs you: ${count}`,
		waiting: (count) => `Waiting for signal: ${count}`,
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
		text: 'This part is for shops. The work of the staff is at the desk.',
		toDesk: 'Go to the desk',
	},
	replaced: {
		title: 'A newer version of the app is open',
		text: 'This window has stopped so that nothing gets mixed up. All that was saved is safe. Open it again to go on.',
		reload: 'Open again',
	},
	broken: {
		title: 'What is on this phone could not be opened',
		text: 'Nothing was deleted. Close the app and open it again. If that does not help, see whether the phone is full, and restart it.',
	},
};
