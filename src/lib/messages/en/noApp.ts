import type { noApp as source } from '../th/noApp.ts';

export const noApp: typeof source = {
	nobody: {
		title: 'This phone has not joined yet',
		text: 'Ask the marketer of your province or the community development office near you for an invitation: a link in LINE, or a QR. Open that link in Chrome on this phone and tap Join.',
		joinedBefore:
			'You joined before and still see this? The data of Chrome may have been cleared. Ask for a new invitation: what had reached the office comes back by itself.',
		code: 'Type a code that was read out',
		receive: 'Receive a shop from another screen',
		kept: 'Go on with the invitation that is kept',
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
	},
	broken: {
		title: 'What is on this phone could not be opened',
		text: 'The app deleted nothing. Close it and open it again; if that does not help, restart the phone. Do not clear the data of Chrome: the work that has not reached the office is in it.',
	},
	full: {
		title: 'The phone is full: what is on it could not be opened',
		text: 'The app deleted nothing. Remove pictures, videos or other apps that you no longer need, then open it again. Do not clear the data of Chrome: the work that has not reached the office is in it.',
	},
	reload: 'Open again',
	accounts: 'Accounts on this phone',
};
