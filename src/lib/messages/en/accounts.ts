import type { accounts as source } from '../th/accounts.ts';

const things = (count: number) => `${count} ${count === 1 ? 'thing' : 'things'}`;

export const accounts: typeof source = {
	title: 'Accounts on this phone',
	intro: 'Several people can use this phone. The work of each is kept apart: nothing is lost by switching.',
	current: 'In use now',
	use: (name) => `Switch to ${name}`,
	open: 'Open my work',
	allReached: 'Everything has reached the office',
	waiting: (count) => `${things(count)} waiting`,
	stuck: (count) => `${things(count)} to look at`,
	drafts: (count) => `typed and not saved: ${count}`,
	photos: (count) => `pictures not sent: ${count}`,
	unknown: 'It cannot be looked into now. Nothing was deleted',
	locked: 'What waits goes to the office when you switch back to this account with a signal',
	nobody: 'Nobody has joined on this phone yet',
	add: {
		title: 'Add another person',
		text: 'Ask the marketer of your province or the owner of the shop for an invitation link, and open it or scan its QR with this phone. The accounts that are here stay.',
		link: 'Or paste the invitation link here',
		go: 'Open the invitation',
		bad: 'This is no invitation link: copy the whole link again',
	},
	device: {
		open: 'Switch, add or remove accounts',
		others: (names) => `Also on this phone: ${names}`,
		left: (name, count) => `Work of ${name} waits on this phone: ${things(count)}`,
	},
	leave: {
		open: 'Remove this account from the phone',
		title: (name) => `Remove the account of ${name} from this phone`,
		looking: 'Looking for what has not reached the office…',
		refused: 'Not yet: some of the work is on this phone and nowhere else',
		refusedText: 'It would be lost. Let it reach the office first.',
		draftsText: 'Open what was typed and save it, or clear it, first.',
		reach: 'Reach the office now',
		reaching: 'Calling the office…',
		left: (left, of) => `${left} of ${things(of)} left`,
		look: 'Open what needs a look',
		unreadable: 'The data of this account cannot be opened, so it stays',
		unreadableText:
			'There may be work in it that has not reached the office. Close the app, open it again and try once more.',
		clear: 'Everything has reached the office: it can be removed',
		handed: 'What the office does not have is in the rescue file',
		handedText:
			'Remove it only once the file is with whoever will open it. If the file is lost, so is that work.',
		facts: [
			'What is stored of this account on this phone is deleted',
			'The office and the shop page keep everything, and other phones go on as before',
			'To use it on this phone again you need a new invitation',
		],
		yes: 'Remove it from this phone',
		no: 'Keep it',
		removing: 'Removing…',
		blocked: 'Another window of the app is open',
		blockedText: 'Nothing was deleted. Close the other windows of the app and try again.',
		failed: 'It cannot be removed now',
		failedText: 'Nothing has changed. Close the app, open it again and try once more.',
		done: (name) => `The account of ${name} was removed from this phone`,
		told: 'The office knows: this phone has no way into that account any more',
		notTold:
			'The office could not be told yet: there is no signal. The app tells it by itself when there is one.',
		next: (name) => `Go to the account of ${name}`,
		start: 'Go to the start',
	},
};
