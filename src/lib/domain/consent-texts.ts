import { CONSENT_TEXT } from './consent.ts';
import type { Language } from './dates.ts';

/** What an owner agrees to, line by line, to be read or read out. */
type ConsentText = Readonly<Record<Language, readonly string[]>>;

/** Every text that was ever agreed to, by its name. A text that has shipped is never edited. */
export const CONSENT_TEXTS: Readonly<Record<string, ConsentText>> = {
	'shop-window-2569-11': {
		th: [
			'ชื่อร้าน เรื่องเล่า รูป ที่อยู่ระดับตำบล และทางติดต่อที่คุณใส่ไว้ จะขึ้นบนหน้าร้านให้ทุกคนเห็น',
			'กรมการพัฒนาชุมชนและนักการตลาดประจำจังหวัดดูแลข้อมูลนี้ และช่วยแก้ให้ได้เมื่อคุณขอ',
			'พักหน้าร้านได้ทุกเมื่อ เมื่อพักแล้วลูกค้าจะไม่เห็นร้าน',
		],
		en: [
			'The name, story, pictures, subdistrict and the contacts you entered will be seen by everybody',
			'The Community Development Department and the marketer of your province look after this, and can change it for you when you ask',
			'You can pause the shop at any time; shoppers then do not see it',
		],
	},
	[CONSENT_TEXT]: {
		th: [
			'ชื่อร้าน เรื่องเล่า รูป ที่อยู่ระดับตำบล และทางติดต่อของร้าน จะขึ้นบนหน้าร้านให้ทุกคนเห็น',
			'กรมการพัฒนาชุมชนและนักการตลาดประจำจังหวัดดูแลข้อมูลนี้ และช่วยแก้ให้ได้เมื่อเจ้าของร้านขอ',
			'พักหน้าร้านหรือถอนความยินยอมได้ทุกเมื่อ แล้วลูกค้าจะไม่เห็นร้าน ของที่ใส่ไว้ยังอยู่ครบ',
		],
		en: [
			'The name, story, pictures, subdistrict and contacts of the shop will be seen by everybody',
			'The Community Development Department and the marketer of the province look after this, and can change it when the owner asks',
			'The shop can be paused and the consent withdrawn at any time; shoppers then do not see it, and everything is kept',
		],
	},
};

/** The lines of a text by its name; none where a newer app has one that this one does not know. */
export const consentLines = (name: string, language: Language): readonly string[] =>
	CONSENT_TEXTS[name]?.[language] ?? [];
