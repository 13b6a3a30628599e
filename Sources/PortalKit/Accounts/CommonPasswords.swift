/// Passwords that attackers try first, folded as `PasswordPolicy` folds them: lower case, no diacritics, letters and
/// digits only. Digits before or after a word are cut before it is looked up, so "matkhau2026" needs no line here.
enum CommonPasswords {
    static let all: Set<String> = Set(
        [keyboard, english, vietnamese, offices].flatMap { $0.split(whereSeparator: \.isWhitespace) }.map(String.init))

    private static let keyboard = """
        1234567890 12345678910 123456789012 0123456789 01234567890 0987654321 9876543210 1029384756 1357924680
        1122334455 11223344556677 1212121212 123123123123 123456123456 147258369 1472583690 7894561230 0147258369
        qwerty qwertyuiop qwertyuio qwert qwertz azerty azertyuiop asdfghjkl asdfghjklz asdfgh asdf zxcvbnm zxcvbn
        zxcv qazwsx qazwsxedc qazwsxedcrfv 1qaz2wsx3edc 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx q1w2e3r4t5 qweasdzxc qweasd
        qwe asd zxc abc abcd abcde abcdef abcdefg abcdefgh abcdefghij abcdefghijkl abcxyz a1b2c3d4e5 a1s2d3f4g5
        abc123abc123 poiuytrewq lkjhgfdsa mnbvcxz qwertyqwerty asdfasdf
        """

    private static let english = """
        password passw0rd p4ssword pa55word passwordpassword mypassword newpassword oldpassword thepassword pass
        passpass passphrase admin administrator adminadmin superadmin sysadmin root rootroot toor webmaster user
        username guest test tester testtest testing demo default changeme changeit letmein welcome welcomehome hello
        helloworld iloveyou ilovemyself loveyou loveme lovely sunshine princess football baseball basketball monkey
        dragon master mustang superman batman spiderman pokemon naruto shadow michael jessica charlie computer
        internet samsung iphone google facebook microsoft windows linux server database secret topsecret login access
        security company office trustno1 whatever forever freedom starwars diamond flower butterfly chocolate summer
        winter spring autumn january october november december monday friday sunday manchester liverpool chelsea
        arsenal barcelona realmadrid juventus correcthorsebatterystaple
        """

    private static let vietnamese = """
        matkhau matkhaumoi matkhaucu matkhaucuatoi matkhaumatkhau khongnho khongbiet khongcomatkhau quenmatkhau
        quenmatkhauroi dangnhap taikhoan nguoidung quantri quantrivien anhyeuem emyeuanh yeuem yeuanh toiyeuban
        iuem iuanh yeuvo yeuchong yeucon vochong giadinh giadinhtoi bome bomecon conyeu contrai congai vietnam
        toiyeuvietnam vietnamvodich vietnamoi hanoi thudohanoi saigon hochiminh thanhphohochiminh danang haiphong
        cantho xinchao chaoban tamtamtam khongco maiyeu maimai tinhyeu hanhphuc hanhphucmai tinhban
        mauxanh hoahong hoaphuong thienthan thientai deptrai dethuong xinhdep nhoxinh thanhcong mayman
        chucmungnammoi namtunamdinh phatdat phattai locphat nguyenvana nguyenvanan tranthib levanc
        hoangsatruongsa doclaptudo doclaptudohanhphuc songhong cuulong
        """

    private static let offices = """
        ubnd ubndxa uybannhandan uybannhandanxa uyban vanphong vanphongubnd vanphonguyban hdnd hoidongnhandan chutich
        chutichxa phochutich bithu bithudanguy danguy danguyxa congan conganxa congchuc canbo canboxa tuphap
        diachinh vanthu ketoan motcua botiepnhan dichvucong congthongtin congthongtindientu trangthongtin banbientap
        bientap bientapvien phongvien xuatban kiemduyet tintuc vanhoaxahoi thongtinxa
        """
}
