import type { receive as th } from '../th/receive.ts';

export const receive: typeof th = {
	title: 'Receive a shop from another screen',
	text: 'Ask your marketer to open “Hand over”, then point this camera at their screen. It needs no signal.',
	start: 'Open the camera',
	seen: 'What the camera sees: let the QR code fill the frame',
	aim: 'Point at the QR code on the other screen',
	got: (here, all) => `Got ${here} of ${all} parts`,
	missing: (parts) =>
		parts.length <= 6
			? `Missing: ${parts.join(', ')}`
			: `${parts.length} parts missing: keep still while the screen goes round`,
	taking: 'Saving the shop on this phone…',
	done: (shop) => `The shop ${shop} is on this phone`,
	doneNoName: 'The shop is on this phone',
	doneText: (giver) =>
		`It came from ${giver}. Set prices and add products now: your work reaches the office by itself when there is signal. If you got a file of photos too, open it at Shop › Rescue file.`,
	open: 'Open my shop',
	stop: 'Stop',
	problems: {
		'not-ours': {
			title: 'This QR code is not a shop being handed over',
			text: 'Ask your marketer to open “Hand over”, then point at it again.',
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
			text: 'The QR reader has not been saved on this phone yet. Open the app where there is signal for a moment and try again, or ask for a link instead.',
		},
		full: {
			title: 'The shop could not be saved on this phone',
			text: 'The phone may be full. Delete what you do not need and try again.',
		},
	},
	again: 'Try again',
};
