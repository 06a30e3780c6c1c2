/** Whose app this phone runs, and who else works on it. */
export const device = {
	me: (name: string) => `คุณคือ ${name}`,
	open: 'สลับ เพิ่ม หรือเอาบัญชีออก',
	others: (names: string) => `ในเครื่องนี้มีบัญชีของ ${names} ด้วย`,
	left: (name: string, count: number) => `งานของ ${name} ยังรออยู่ในเครื่องนี้ ${count} รายการ`,
};
