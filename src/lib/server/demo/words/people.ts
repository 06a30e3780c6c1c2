import type { Region } from '../../../domain/provinces.ts';

const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** First names only, as elders in a village bear them: nobody in particular. Thai and English go in pairs. */
const names = (text: string): readonly (readonly [th: string, en: string])[] =>
	list(text).map((pair) => {
		const [th = '', en = ''] = pair.split('/');
		return [th, en] as const;
	});

const COMMON = `สมศรี/Somsri บุญเรือน/Bunruean ประไพ/Praphai ทองใบ/Thongbai สำราญ/Samran สมพร/Somphon อำนวย/Amnuai
ประยูร/Prayun มาลี/Mali จันทร์เพ็ญ/Chanphen สุนทร/Sunthon วิไล/Wilai สมหมาย/Sommai บุญส่ง/Bunsong ละออง/La-ong`;

export const NAMES: Readonly<Record<Region | 'muslim', readonly (readonly [string, string])[]>> = {
	north:
		names(`${COMMON} คำปัน/Khampan แสงหล้า/Saengla บัวจันทร์/Buachan ฟองคำ/Fongkham อินทร์คำ/Inkham จันทร์ฟอง/Chanfong
แก้วมา/Kaewma บัวผัด/Buaphat คำหล้า/Khamla ศรีวรรณ/Siwan ต๊ะ/Ta หมอก/Mok`),
	northeast:
		names(`${COMMON} บุญมี/Bunmi คำปุ่น/Khampun บัวผัน/Buaphan ทองคูณ/Thongkhun หนูพิน/Nuphin สีดา/Sida บุญโฮม/Bunhom
คำเพียร/Khamphian หนูแดง/Nudaeng บัวลอง/Bualong ทองสุข/Thongsuk ประมวล/Pramuan`),
	central:
		names(`${COMMON} สายบัว/Saibua ชั้น/Chan เฉลียว/Chaliao ลำจวน/Lamchuan สังวาลย์/Sangwan ประทุม/Prathum สงวน/Sanguan
พวงทอง/Phuangthong ถนอม/Thanom ลูกจันทน์/Lukchan แฉล้ม/Chalaem พเยาว์/Phayao`),
	south:
		names(`${COMMON} จำเนียร/Chamnian ละเมียด/Lamiat หนูเอียด/Nu-iat เอื้อม/Ueam ปรีดา/Prida พร้อม/Phrom เสาวณีย์/Saowani
จรวย/Charuai หนูกลิ่น/Nuklin แนบ/Naep สุภาพ/Suphap`),
	muslim:
		names(`ฟาตีเมาะ/Fatimah ยาเราะ/Yaro รอหีมะ/Rohima แมะซง/Maesong สารีปะ/Saripa มารียะ/Mariya อามีเนาะ/Amino ซาปีนะ/Sapina
ยามีละ/Yamila ดอเลาะ/Doloh อาแว/Awae มะแซ/Masae`),
};

export const TITLES: Readonly<Record<Region | 'muslim', readonly string[]>> = {
	north: list('แม่ ป้า แม่อุ๊ย ลุง พ่อหลวง แม่ครู พี่ แม่'),
	northeast: list('แม่ แม่ใหญ่ ป้า พ่อใหญ่ ยาย แม่ครู พ่อ แม่'),
	central: list('ป้า ยาย ลุง แม่ น้า ครู พี่ ป้า'),
	south: list('ป้า น้า ยาย ลุง พี่ ครู แม่ ป้า'),
	muslim: list('ก๊ะ เมาะ ปะจู ก๊ะ แบ มะ'),
};

/** Two halves of a village's name: such names are borne by hundreds of villages, so they point at none. */
export const VILLAGE_HEADS: Readonly<Record<Region, readonly string[]>> = {
	north: list('สัน แม่ ป่า ดอย ห้วย ทุ่ง ปาง น้ำ ร่อง หนอง'),
	northeast: list('หนอง โนน โคก ดอน คำ นา ห้วย กุด เหล่า บัว'),
	central: list('บาง คลอง ท่า ดอน หนอง วัง ไผ่ โพธิ์ สวน หัว'),
	south: list('ควน นา ท่า เขา ทุ่ง บ่อ ปาก คลอง เกาะ ห้วย'),
};

export const VILLAGE_TAILS: Readonly<Record<Region, readonly string[]>> = {
	north: list('แดง ไม้ซาง ตึง เหล็ก ทราย หลวง แก้ว ลาน สา ไคร้ ฮ่าง เปา ซาง กวาว มะค่า หอม บวก'),
	northeast: list('สะแบง แวง หว้า ไผ่ ม่วง แสง สูง เจริญ สะเดา แต้ ขาม เม็ก ยาง ปลาซิว แคน ตูม เรือ'),
	central: list('ใหม่ กระทุ่ม มะกอก ตาล มะขาม ยาง เตย ขวาง สะแก ราบ งาม พลู ไทร หลวง จาก ปรือ บอน'),
	south: list('ขนุน เนียง ปริง สะตอ ยาง หาร พลู มะพร้าว ยูง เคียน ทราย หลุง เหนือ ออก มังคุด จำปา ไทร'),
};

/** Brand words that stand behind ตรา: auspicious, and of no trade mark that we know. */
export const BRANDS: readonly (readonly [th: string, en: string])[] =
	names(`ดอกโสน/Dok-Sano เรือนแพไม้/Ruean-Phae-Mai
ขันเงินน้อย/Khan-Ngoen-Noi กระด้งทอง/Kradong-Thong ศาลาริมนา/Sala-Rim-Na เตาถ่านยาย/Tao-Than-Yai กี่ไม้ขนุน/Ki-Mai-Khanun
หาบคู่/Hap-Khu ใบตองอ่อน/Bai-Tong-On สะพานไม้เก่า/Saphan-Mai-Kao แม่โพสพน้อย/Mae-Phosop-Noi บ้านปลายนา/Ban-Plai-Na
ลมว่าว/Lom-Wao ตะวันอ้อมข้าว/Tawan-Om-Khao หนองบัวบาน/Nong-Bua-Ban คันนาเขียว/Khan-Na-Khiao รุ่งอรุณบ้านทุ่ง/Rung-Arun
ยุ้งข้าวใหม่/Yung-Khao-Mai ฝนหลงฤดู/Fon-Long-Ruedu ดาวลูกไก่น้อย/Dao-Luk-Kai หมอกเช้า/Mok-Chao ร่องสวน/Rong-Suan`);

/** Provinces where most makers are Muslim: their names, and no pork. */
export const MUSLIM_PROVINCES: readonly string[] = ['91', '94', '95', '96'];
