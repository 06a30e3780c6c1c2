/** Less pull than this along the screen, m/s²: the phone lies flat, and which side is up is anybody's guess. */
const FLAT = 5;

/** Quarter turns, counter-clockwise, by which the phone is turned from how it is held upright; null: it lies flat. */
export function turnedBy(pull: { readonly x: number | null; readonly y: number | null }): number | null {
	const [x, y] = [pull.x ?? 0, pull.y ?? 0];
	if (Math.hypot(x, y) < FLAT) return null;
	return (Math.round(Math.atan2(x, y) / (Math.PI / 2)) + 4) % 4;
}

/**
 * Quarter turns, clockwise, that a picture is short of upright: the browser turns it with the screen, which stays as it is
 * where turning is locked (the installed app's is), while the phone is turned. `screenAngle`: degrees. A front camera looks
 * the other way, so for it the turn is too.
 */
export function quartersTo(phone: number, screenAngle: number, isFront: boolean): number {
	const ahead = (phone - Math.round(screenAngle / 90) + 4) % 4;
	return isFront ? ahead : (4 - ahead) % 4;
}

export interface Tilt {
	/** For a picture taken now; 0 on a phone that does not tell how it is held. */
	readonly quarters: (isFront: boolean) => number;
	readonly stop: () => void;
}

/** Follows how the phone is held. Laid flat (a product on a table), it counts as held the way it was before. */
export function watchTilt(): Tilt {
	let phone: number | null = null;
	const moved = ({ accelerationIncludingGravity: pull }: DeviceMotionEvent) => {
		if (pull) phone = turnedBy(pull) ?? phone;
	};
	addEventListener('devicemotion', moved);
	return {
		quarters: (isFront) => (phone === null ? 0 : quartersTo(phone, screen.orientation?.angle ?? 0, isFront)),
		stop: () => removeEventListener('devicemotion', moved),
	};
}
