/** Whether an account has a PIN, where the way to it stands. */
export const lockFold = {
	fold: 'ล็อกแอปด้วยรหัส',
	on: 'เปิดอยู่',
	off: 'ปิดอยู่',
};
