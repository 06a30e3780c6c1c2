/** A text's fingerprint of 53 bits, in two halves that XOR together; it finds accidents, not forgers (cyrb53). */
export function fingerprint(text: string): readonly [low: number, high: number] {
	let a = 0xdeadbeef;
	let b = 0x41c6ce57;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		a = Math.imul(a ^ unit, 2_654_435_761);
		b = Math.imul(b ^ unit, 1_597_334_677);
	}
	a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
	b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
	return [a, b];
}

/** Both halves as one short text. */
export const fingerprintText = (low: number, high: number): string =>
	(4_294_967_296 * (2_097_151 & high) + (low >>> 0)).toString(36);
