import type { rescue as source } from '../th/rescue.ts';

const many = (count: number, one: string, more = `${one}s`) =>
	`${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
const amount = (changes: number, pictures: number): string => {
	if (pictures === 0) return many(changes, 'change');
	return changes === 0
		? many(pictures, 'photo')
		: `${many(changes, 'change')} and ${many(pictures, 'photo')}`;
};

export const rescue: typeof source = {
	title: 'Rescue file',
	amount,
	preamble: (facts) => [
		'Tambon rescue file (ไฟล์กู้ข้อมูลของ Tambon)',
		`Shop: ${facts.shop === '' ? 'not named yet' : facts.shop}`,
		`Made ${facts.when} · ${facts.amount}${facts.parts > 1 ? ` · file ${facts.part} of ${facts.parts}` : ''}`,
		'Open it in the Tambon app: “My shop” on another phone of the shop, or a marketer’s “My work”, then “Open a rescue file”.',
		'Do not edit: with one letter changed the app takes nothing of it. It holds the shop’s data: give it to someone you trust.',
		'เปิดด้วยแอป Tambon ในเครื่องอื่นของร้าน หรือให้นักการตลาดประจำจังหวัด ห้ามแก้ไฟล์นี้',
	],
	write: {
		title: 'Put what has not reached the office into a file',
		text: 'No signal for long, or a phone about to break? This file takes your work out another way.',
		steps: [
			'Give it to your provincial marketer, or open it on another phone of the shop.',
			'It holds the shop’s names, prices, phone numbers and photos for anyone to read: give it to someone you trust.',
			'Everything stays on this phone and still goes by itself when there is signal. Both ways count once.',
		],
		waiting: (changes, pictures) => `Now there are ${amount(changes, pictures)}`,
		nothing: 'Everything has reached the office: there is nothing to put into a file',
		go: 'Make the rescue file',
		working: 'Making the file',
		progress: (done, all) => `${done} of ${many(all, 'photo file')}`,
		stop: 'Stop',
		stopped: 'Stopped: there is no file. Your work is all here.',
		failed:
			'The file could not be made. The phone may be full; your work is all here. Remove photos or apps and try again.',
		tooMuch:
			'There is more than one file can hold. Your work is all here; take the phone to where there is signal.',
		ready: (what) => `The file is ready: ${what}`,
		parts: (count) => `Many photos make ${count} files: give all of them.`,
		left: (count) =>
			`Not in this file: ${count} ${count === 1 ? 'photo' : 'photos'} you have just taken, still on this phone. If it is full, delete what you do not need, then make the file again.`,
		share: 'Share the file',
		save: 'Save to this phone',
		which: (label, part, parts) => (parts > 1 ? `${label} ${part} of ${parts}` : label),
		shared:
			'Given. Everything is still on this phone and goes by itself when there is signal; it counts once.',
		saved:
			'The file is among your downloads. Everything is still in the app and goes by itself when there is signal; it counts once.',
		closed: 'Not shared yet. The file still waits: tap again.',
	},
	open: {
		title: 'Open a rescue file',
		text: 'Take what another phone put into a file, and bring it to the office.',
		pick: 'Choose a file',
		another: 'Choose another file',
		reading: 'Checking the file',
		of: (shop) => (shop === '' ? 'A shop without a name' : shop),
		from: (when) => `Made ${when}`,
		part: (part, parts) => `File ${part} of ${parts}: open all of them`,
		allKnown: 'All of this file is here already: nothing new',
		someKnown: (what) => `Not here yet: ${what}`,
		take: 'Take it in',
		taking: 'Taking the photos',
		stopped: 'Stopped. What was taken stays; the same file again brings the rest.',
		taken: 'Taken in. It goes to the office by itself when there is signal.',
		broken: (count) => `${many(count, 'photo file')} cannot be opened: ask for a new file.`,
		failed: 'Not all was taken. The phone may be full: remove photos or apps, then open the same file again.',
		own: 'This file is from this very phone: nothing to do',
		ownText: 'To take the work out, open it on another phone.',
		problems: {
			'not-ours': {
				title: 'This is no Tambon rescue file',
				text: 'Its name begins with tambon-rescue. Choose again.',
			},
			damaged: {
				title: 'A part of this file is missing or altered, so nothing of it was taken',
				text: 'The work is still on its own phone. Ask for a new file and open it as it is.',
			},
			'too-large': { title: 'The file is too large', text: 'Make it anew on its phone: the app divides it.' },
			newer: {
				title: 'This file is from a newer app',
				text: 'Update the app on this phone, then open the file again. Nothing was taken yet.',
			},
			gone: {
				title: 'The file cannot be read',
				text: 'If it is in a drive or a chat, save it to the phone first, then choose it again.',
			},
		},
	},
	brought: {
		title: 'Brought for others',
		waiting: (what) => `${what} brought along, waiting for signal`,
		changes: (count) => many(count, 'change'),
		pictures: (count) => many(count, 'photo'),
		reached: (count) => `${many(count, 'change')} reached the office`,
		refused: (count) => `The office could not take ${many(count, 'change')}`,
		refusedPictures: (count) =>
			`The office could not take ${many(count, 'photo')}: ask its own phone for a new file`,
		refusedText: 'The work is still on the shop’s own phone: ask its owner to put it right there.',
		letGo: 'No need to keep it here',
		gone: (name) => `${name} is no longer on this phone`,
	},
	kinds: { product: 'Product', shop: 'Shop', photo: 'Photo', story: 'Story', visit: 'Visit' },
	otherKind: 'Item',
	noName: (kind) => `${kind} without a name`,
	removed: 'Removed',
	why: {
		'not-allowed': 'Not a shop in your care, or the office has never heard of its phone',
		'other-content': 'Its own phone has since said something else, which the office has',
	},
	desk: {
		title: 'Take in a rescue file',
		text: 'A shop without signal puts its work into a tambon-rescue file and gives it to you. Choose it here: it enters the office in the shop’s name. The same file twice counts once.',
		file: 'Rescue file (.txt)',
		go: 'Take it in',
		none: 'Choose a file first',
		result: (shop) => `File of ${shop}`,
		outcomes: {
			taken: 'Taken',
			here: 'Was here already',
			asked: 'Taken, but someone set another value: the shop decides',
			refused: 'Not taken',
			parked: 'Held up on its own phone: the shop must put it right there',
		},
		pictures: 'Photos',
		picturesTaken: (count) => `${many(count, 'photo file')} taken`,
		picturesHere: (count) => `${many(count, 'photo file')} were here already`,
		picturesRefused: (count) => `${many(count, 'photo file')} not taken`,
		pictureWhy: {
			'not-allowed': 'Not a shop in your care',
			'too-large': 'Too large',
			'not-a-picture': 'No picture',
			broken: 'Incomplete',
			'hash-mismatch': 'Not what its name says',
			'over-quota': 'The shop is full of pictures',
		},
		otherWhy: 'Cannot be opened',
		more: (count) => `and ${many(count, 'more', 'more')} taken or here already`,
	},
};
