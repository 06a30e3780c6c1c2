import type { join as source } from '../th/join.ts';

export const join: typeof source = {
	title: 'Join Tambon',
	looking: 'Opening the invitation…',
	greeting: (name) => `Hello ${name}`,
	hello: 'Hello',
	name: {
		label: 'What is your name?',
		hint: 'Whoever invited you, the people of the shop and the office see it',
		wrong: { empty: 'Enter your name first', 'too-long': 'That name is too long. Enter a shorter one' },
	},
	from: (inviter) => `${inviter} invites you`,
	fromOffice: 'The Tambon office invites you',
	to: {
		seller: 'to open a shop of your own',
		marketer: 'to look after the shops of a province',
		staff: 'to look after Tambon for the whole country',
	},
	toShop: (shop) => `to look after the shop ${shop}`,
	province: (name) => `${name} province`,
	provinces: (names) => names.join(', '),
	button: 'Join',
	joining: 'Joining…',
	facts: ['No password to remember', 'Works with no signal', 'This link works on this phone alone'],
	here: (names) =>
		`This phone already has the account of ${names}. Its work stays. All accounts are at Shop › The app on this phone.`,
	until: (when) => `Works until ${when}`,
	offline: {
		title: 'The office does not answer yet',
		text: 'The invitation is whole and nothing is lost. Try again when there is signal; you need no new link.',
	},
	kept: {
		title: 'Your invitation is kept, and goes on by itself when there is a signal',
		text: 'The office cannot be reached now. The invitation is on this phone and will not get lost. You may close this page, and open the app again when there is a signal.',
	},
	receive: 'Receive a shop from another screen',
	closed: {
		used: {
			title: 'This link was used',
			text: 'A link works on one phone. If it was you who joined, open the app. If not, ask for a new link.',
		},
		expired: {
			title: 'This link has run out',
			text: 'A link works for 72 hours, a QR or a code for 10 minutes. Ask whoever invited you for a new one.',
		},
		unknown: {
			title: 'No such invitation',
			text: 'Part of the link may be missing. Open it from the message again or scan the QR, or ask for a new link.',
		},
		revoked: {
			title: 'This link was taken back',
			text: 'Whoever invited you, or the office, took it back. If that seems wrong, ask the one who sent it.',
		},
	},
	missing: {
		title: 'Join with an invitation',
		link: 'You have an invitation link: tap it',
		qr: 'You see a QR: open the camera of your phone, point it there and tap the link it shows',
		none: 'You have none yet: ask the owner of the shop, the marketer of your province or the office',
	},
	code: {
		title: 'Somebody reads a code out to you',
		number: '6-digit number',
		letters: '8 letters',
		lettersHint: 'Type the consonant of each word you hear: for “ก ไก่” type ก. Gaps do not matter',
		go: 'Open the invitation',
		going: 'Opening the invitation…',
		noNumber: (typed) => `The number has 6 digits; there are ${typed}`,
		noCode: (typed) => `It must be 8 Thai consonants and no vowels; there are ${typed}`,
		wrong: 'The code does not fit, or its 10 minutes are over',
		wrongText: (left) =>
			`Look at the number and the letters again. You can try ${left} more times; then ask for a new code`,
		shut: 'That was the fifth try: this code opens nothing any more',
		shutText: 'Ask whoever invited you for a new code, and type the new number',
		offline: 'The office does not answer yet',
		offlineText:
			'What you typed stays. Try again when there is a signal. A code works for 10 minutes; after that ask for a new one',
		other: 'Type a code that was read out',
	},
	blocked: {
		title: 'This browser keeps nothing',
		text: 'The invitation still works. Leave incognito mode, or open the link in Chrome, and try again.',
	},
	openApp: 'Open the app',
	outside: {
		title: 'Open in Chrome first',
		text: (app) =>
			`This link is open inside ${app}. If you joined here, your shop would not be in the app on your home screen. The invitation is still good.`,
		button: 'Open in Chrome',
		copy: 'Copy the link',
		copied: 'Copied. Open Chrome and paste it',
		byHand: 'Your link: hold to copy',
		steps: 'Or tap ⋮ or ⋯ in the corner and choose “Open in browser”',
		apps: {
			line: 'LINE',
			facebook: 'Facebook',
			messenger: 'Messenger',
			instagram: 'Instagram',
			other: 'another app',
		},
	},
};
