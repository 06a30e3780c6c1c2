import type { ends as source } from '../th/ends.ts';

export const ends: typeof source = {
	done: { title: 'The office was reached', text: '' },
	again: { title: 'Going up bit by bit', text: '' },
	stale: { title: 'Another window of the app is at it', text: '' },
	offline: {
		title: 'No signal yet',
		text: 'All your work is on this phone. Go on: it reaches the office by itself when there is a signal.',
	},
	'not-ours': {
		title: 'There is a signal, but the office was not reached',
		text: 'The Wi-Fi may want you to accept or sign in first. Open some web page, or use mobile data instead. Your work is safe.',
	},
	phone: {
		title: 'This phone cannot store anything more',
		text: 'It may be full. All that was stored is safe. Remove pictures, videos or other apps that you no longer need and tap “Try now”. If that does not help, close the app and open it again. Do not clear the data of Chrome.',
	},
	trouble: {
		title: 'The office has trouble at the moment',
		text: 'All your work is on this phone; the app tries again.',
	},
	unauthorised: {
		title: 'This phone needs a new invitation',
		text: 'You can go on working: everything is kept on this phone. Ask the marketer of your province for a new invitation and open it on this phone; what waits then goes on by itself.',
	},
	'too-old': {
		title: 'The app on this phone is too old',
		text: 'You can go on working, and nothing that waits is lost. With a signal, tap the button below; if there is no new version yet, close the app fully and open it again.',
	},
};
