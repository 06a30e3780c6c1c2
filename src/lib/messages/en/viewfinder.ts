import type { viewfinder as th } from '../th/viewfinder.ts';

export const viewfinder: typeof th = {
	title: 'Take photos',
	seen: 'What the camera sees',
	starting: 'Opening the camera…',
	allow: 'If the phone asks, tap “Allow”',
	shoot: 'Take the picture',
	taking: 'Keeping the picture, hold still',
	count: (n) => (n === 1 ? '1 picture' : `${n} pictures`),
	keptHere: 'kept on this phone',
	flip: 'Flip',
	torch: 'Light',
	cameraApp: 'Back to the camera app',
	gallery: 'Choose photos',
	notTaken: 'This picture was not taken. Try again',
	notKept:
		'This phone could not store the picture, it may be full. Remove what you do not need and try again',
	tryAgain: 'Try again',
	troubles: {
		refused: {
			title: 'The camera is not allowed yet',
			ways: [
				'Tap the lock or the sliders in front of the address at the top, then Permissions › Camera › Allow',
				'If you see no address: open Chrome, tap ⋮, then Settings › Site settings › Camera, tap this site › Allow',
				'If that is not enough: the phone’s settings › Apps › Chrome › Permissions › Camera › Allow',
				'Then come back and tap “Try again”',
			],
		},
		none: {
			title: 'This phone has no camera',
			ways: [
				'If one is plugged in, take it out, put it back and tap “Try again”',
				'Or choose a picture that you have',
			],
		},
		'in-use': {
			title: 'The camera is busy',
			ways: [
				'Another app is using it, such as a video call or the camera app. Close that and tap “Try again”',
				'If that is not enough, restart the phone',
			],
		},
		insecure: {
			title: 'The camera cannot be used in the app at this address',
			ways: [
				'Open the app from a link that begins with https',
				'Or use the camera app, or choose a picture that you have',
			],
		},
		ended: {
			title: 'The camera was closed',
			ways: ['Another app may have taken it. The pictures you took are all kept', 'Tap “Try again” to go on'],
		},
		unknown: {
			title: 'The camera did not open',
			ways: [
				'Tap “Try again”',
				'If that does not help, use the camera app, or choose a picture that you have',
			],
		},
	},
	unfinished: {
		title: (n) =>
			n === 1 ? 'A picture you took is not added yet' : `${n} pictures you took are not added yet`,
		text: 'They are kept on this phone. If it is full, remove what you do not need, then try again',
		drop: 'Throw them away',
		dropped: 'Thrown away',
	},
};
