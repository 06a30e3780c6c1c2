import type { Span } from '../../domain/phone-news.ts';
import type { handover as th } from '../th/handover.ts';

const some = ({ unit, count }: Span) => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`;

export const handover: typeof th = {
	title: 'Hand over',
	text: 'The owner looks after this shop from their own phone. It works with no signal. Your work stays on this phone too.',
	owner: 'What is the owner’s name?',
	ownerHint: 'Such as Grandma Boon',
	ownerFirst: 'Enter the owner’s name first',
	which: 'Has their phone opened Tambon before?',
	ways: {
		before: { label: 'Yes', hint: 'They get the whole shop now, with no signal at all' },
		never: {
			label: 'No, or not sure',
			hint: 'They keep a link: the shop comes by itself when their phone has a signal',
		},
	},
	go: 'Hand over',
	untold: {
		title: 'This phone cannot make invitations by itself yet',
		text: 'Open the app once where there is a signal. From then on it makes them anywhere.',
	},
	failed: 'That did not work. The phone may be full. Try again.',
	noProvince: {
		title: 'The shop’s province is not known yet',
		text: 'Enter the province first, at “Edit the shop” › Address.',
	},
	link: {
		scan: 'They open their camera, point it at this QR code and tap the link. With no signal they keep the link, and tap it again when there is one.',
		qr: 'QR code of the invitation',
		valid: (left) => `Works for another ${some(left)}, on one phone`,
		pass: 'Or give the link only to somebody you trust',
	},
	series: {
		title: 'Let their phone read this screen',
		steps: [
			'Their phone: open Tambon and tap “Receive a shop from another screen”',
			'Hold the camera so that the QR code fills the frame, a hand’s width away',
			'This screen goes round until their phone says it has everything',
		],
		working: 'Preparing the shop…',
		qr: (part, all) => `QR code, part ${part} of ${all}`,
		part: (part, all) => `Part ${part} of ${all}`,
		pause: 'Pause',
		goOn: 'Go on',
		before: 'Previous part',
		next: 'Next part',
		speed: 'Speed',
		speeds: { slow: 'Slow', usual: 'Normal', quick: 'Fast' },
		size: 'QR code',
		sizes: { small: 'Coarse, easy to read', usual: 'Normal', large: 'Fine, done sooner' },
		tooLarge: {
			title: 'This shop is too large to be read from a screen',
			text: 'Use the link: the shop comes by itself when their phone has a signal.',
		},
		hint: 'Not reading? Make the screen brighter, go slower, or choose a coarse QR code',
	},
	photos: {
		title: 'The shop’s photos',
		text: (count) =>
			`${count} ${count === 1 ? 'photo has' : 'photos have'} not reached the office. They can have them as a file, by Quick Share or Bluetooth: their phone opens it at Shop › Rescue file. Otherwise they come by themselves when there is a signal.`,
		go: 'Give the photos as a file',
		none: 'All photos have reached the office: they come by themselves when their phone has a signal.',
	},
	came: {
		title: 'Who has received the shop',
		madeFor: (name, when) => `Invitation for ${name}, ${when}`,
		nobody: 'Nobody has used it yet. You will know when both phones have had a signal.',
		unheard: 'Not known yet: needs signal',
		expired: 'It ran out, and nobody used it',
		revoked: 'Taken back: it no longer works',
		back: 'Take this invitation back',
		notBack: 'Not taken back yet: that needs signal. Try again.',
	},
};
