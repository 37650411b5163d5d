/** The passwords that every guessing program tries first; those that our minimum length lets through. */
const LISTED = new Set(
  `123456789 12345678 1234567890 123456789a 1234567891 0123456789 0987654321 9876543210 987654321 87654321 11111111
  111111111 1111111111 00000000 000000000 0000000000 22222222 33333333 44444444 55555555 66666666 77777777 88888888
  99999999 12341234 11223344 12344321 12121212 123123123 123321123 147258369 789456123 159753456 112233445566
  123456abc abc123456 abcd1234 abcdefgh abcd12345 1234abcd a1234567 a12345678 a123456789 aa123456 aa12345678 qwerty12
  qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuiop qwertzuiop azertyuiop asdfghjk asdfghjkl zxcvbnm1
  1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5 zaq12wsx zaq1zaq1 qazwsxedc 1qazxsw2 asdf1234 qwer1234
  zxcv1234 asdfasdf qwerqwer password password1 password12 password123 password1234 password! password1! passw0rd
  p@ssw0rd p@ssword p@ssw0rd1 p@ssword1 pa55word pass1234 pass12345 passpass passport passwort motdepasse contraseña
  mypassword thepassword changeme changeme1 changeme123 change_me letmein1 letmein123 letmein! welcome1 welcome12
  welcome123 welcome! welcome2024 welcome2025 welcome2026 default1 default123 testtest test1234 test12345 testing1
  testing123 demo1234 guest123 guestguest temp1234 temporary secret123 secret12 secretsecret topsecret iloveyou
  iloveyou1 iloveyou2 iloveyou! loveyou1 lovelove sunshine sunshine1 princess princess1 football football1 baseball
  baseball1 basketball superman superman1 batman123 spiderman starwars pokemon1 pokemon123 naruto123 dragon123
  monkey123 shadow123 master123 michael1 jennifer jessica1 ashley123 charlie1 samantha victoria elizabeth alexander
  jordan23 liverpool chelsea1 arsenal1 barcelona realmadrid computer internet keyboard administrator admin123
  admin1234 admin12345 admin123456 adminadmin administrator1 root1234 rootroot toor1234 user1234 superuser sysadmin
  oracle123 postgres mysql123 server123 system123 manager1 summer2024 summer2025 summer2026 winter2024 winter2025
  winter2026 spring2025 spring2026 autumn2025 autumn2026 trustno1 whatever whatever1 freedom1 hello123 hello1234
  hellohello helloworld goodluck blessed1 flower123 butterfly chocolate cheese123 corvette mercedes ferrari1 midnight
  november december1 september william1 danielle maverick marlboro metallica nicholas nothing1 password2 password3
  qweasdzxc qweasd123 woaini520 woaini1314 5201314520 a1b2c3d4 a1b2c3d4e5 x1234567 zxcvbnm123 zxcvbnm,./ !@#$%^&*
  !qaz2wsx !qaz@wsx 1qaz!qaz gfhjkmgfhjkm modelyard modelyard1 modelyard123`.split(/\s+/),
);

/** Whether a password is among those that are tried first, in whatever case it is written. */
export const isListedPassword = (password: string): boolean => LISTED.has(password.toLowerCase());
