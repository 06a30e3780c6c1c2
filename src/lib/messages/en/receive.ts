import type { receive as th } from '../th/receive.ts';

export const receive: typeof th = {
	title: 'Receive a shop from another screen',
	text: 'Your marketer opens “Hand the shop over”, and you point this camera at their screen. It needs no signal.',
	start: 'Open the camera',
	seen: 'What the camera sees: let the QR code fill the frame',
	aim: 'Point at the QR code on the other screen',
	got: (here, all) => `${here} of ${all} parts are here`,
	missing: (parts) =>
		parts.length <= 6
			? `Missing: ${parts.join(', ')}`
			: `${parts.length} parts are missing: hold on while the screen goes round`,
	taking: 'Keeping the shop on this phone…',
	done: (shop) => `The shop ${shop} is on this phone`,
	doneNoName: 'The shop is on this phone',
	doneText: (giver) =>
		`You have it from ${giver}. Set prices and add products now: it all goes to the office by itself when there is a signal. If you got a file of photos too, open it at Shop › Rescue file.`,
	open: 'Open my shop',
	stop: 'Stop',
	problems: {
		'not-ours': {
			title: 'This QR code is no shop that is handed over',
			text: 'Your marketer opens “Hand the shop over”, then point at it again.',
		},
		newer: {
			title: 'The other phone has a newer app',
			text: 'Open the app here where there is a signal first, or ask for a link instead.',
		},
		'old-browser': {
			title: 'Chrome on this phone is too old',
			text: 'Update Chrome first, or ask for a link instead.',
		},
		'no-reader': {
			title: 'This phone cannot read QR codes yet',
			text: 'What reads them is not on this phone. Open the app where there is a signal for a moment and try again, or ask for a link',
		},
		full: {
			title: 'The shop could not be kept on this phone',
			text: 'It may be full. Delete what you do not need and try again.',
		},
	},
	again: 'Try again',
};
