/// Texts as officers write them, of our own making.
enum LegalSamples {
    static let decision = """
        ỦY BAN NHÂN DÂN
        XÃ ĐỒNG VIỆT
        -------
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        ---------------
        Số: 15/2024/QĐ-UBND
        Đồng Việt, ngày 12 tháng 6 năm 2024
        QUYẾT ĐỊNH
        Ban hành Quy chế tổ chức, quản lý và hoạt động
        của Nhà văn hóa thôn trên địa bàn xã Đồng Việt
        ỦY BAN NHÂN DÂN XÃ ĐỒNG VIỆT
        Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
        Căn cứ Luật Ban hành văn bản quy phạm pháp luật
        ngày 19 tháng 02 năm 2025;
        Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.
        QUYẾT ĐỊNH:
        Điều 1. Ban hành kèm theo Quyết định này Quy chế tổ chức, quản lý và hoạt động của Nhà văn hóa thôn.
        Điều 2: Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2024.
        Điều 3. Chánh Văn phòng, các thôn và tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.
        Nơi nhận:
        - Như Điều 3;
        - Lưu: VT.
        TM. ỦY BAN NHÂN DÂN
        CHỦ TỊCH
        (Đã ký)
        Trần Văn Mẫu
        QUY CHẾ
        TỔ CHỨC, QUẢN LÝ VÀ HOẠT ĐỘNG CỦA NHÀ VĂN HÓA THÔN
        (Ban hành kèm theo Quyết định số 15/2024/QĐ-UBND ngày 12 tháng 6 năm 2024)
        Chương I
        QUY ĐỊNH CHUNG
        Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng
        1. Phạm vi điều chỉnh: Quy chế này quy định về tổ chức, quản lý.
        2. Đối tượng áp dụng:
        a) Thôn, tổ dân phố;
        b) Cơ quan, tổ chức
        có liên quan;
        đ) Người ở nơi khác đến.
        Điều 2. Giải thích từ ngữ
        Trong Quy chế này, các từ ngữ dưới đây được hiểu như sau:
        1. Nhà văn hóa thôn là thiết chế văn hóa cơ sở.
        Một đoạn không đánh số.
        Chương II: TỔ CHỨC VÀ HOẠT ĐỘNG
        Mục 1
        QUYỀN VÀ TRÁCH NHIỆM
        CỦA CÁC BÊN
        Điều 3.
        Trách nhiệm của trưởng thôn
        1. Quản lý:
        - Cơ sở vật chất;
        - Trang thiết bị.
        2. Theo Điều 5 Nghị định số 10/2020/NĐ-CP, trưởng thôn báo cáo kết quả theo
        Điều 6 Nghị định này.
        Điều 4. Sửa đổi
        1. Sửa đổi Điều 3 như sau:
        “Điều 3. Trách nhiệm
        1. Khoản được trích.
        2. Khoản hai.”
        2. Bãi bỏ Điều 9.
        PHỤ LỤC I
        DANH MỤC TÀI SẢN
        1. Bàn: 20 cái
        """

    static let plan = """
        UBND XÃ ĐỒNG VIỆT
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Số: 27/KH-UBND
        Đồng Việt, ngày 05 tháng 3 năm 2026
        KẾ HOẠCH
        Tổng vệ sinh môi trường nông thôn năm 2026
        Thực hiện Kế hoạch số 12/KH-UBND của UBND tỉnh, UBND xã xây dựng kế hoạch như sau:
        I. MỤC ĐÍCH, YÊU CẦU
        1. Mục đích
        - Nâng cao nhận thức.
        2. Yêu cầu
        Gọn, thiết thực, tiết kiệm.
        II. NỘI DUNG
        1. Tuyên truyền
        1.1. Trên loa truyền thanh.
        1.2 Trên cổng thông tin.
        III. TỔ CHỨC THỰC HIỆN
        Trên đây là kế hoạch tổng vệ sinh./.
        Nơi nhận:
        - Các thôn;
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        Lê Thị Gương
        """
}
